package io.lineside.connector.testkit;

import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobAction;
import io.lineside.model.line.LineConnectorProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real line to test a connector against, and the ways to disturb it. */
public interface LineRig extends AutoCloseable {
    /** The connector under test. */
    LineConnectorProvider provider();

    /** The {@code connection:} block that reaches the line. */
    Map<String, String> connection();

    /** The line's place in the equipment hierarchy. */
    List<String> equipmentPath();

    /** A work master that the line can run. */
    WorkMasterId workMaster();

    /** How many job orders that have not ended the line keeps at most; 1 for a line that must be cleared for the next. */
    int capacity();

    /** What the line offers; anything else must be refused as unsupported. Default: every action of OPC 10031-4. */
    default Set<JobAction> actions() {
        return EnumSet.allOf(JobAction.class);
    }

    /** Whether the line tells when a job started and ended; where it does not, nothing may be made up. Default true. */
    default boolean tellsTimes() {
        return true;
    }

    /** Lets the line take requests and do what they say, but answer nothing; or answer again. */
    void holdAnswers(boolean hold);

    /** Lets the line accept and start jobs but make no piece; or go on making. */
    void holdProduction(boolean hold);

    /** Ends the line's program in an orderly way; it keeps its jobs. */
    void stop();

    /** Ends the line's program as a power cut would; it keeps its jobs. */
    void crash();

    /** Starts the line's program again. */
    void start();

    /** Everything the line physically made since the rig began. */
    List<MadePiece> made();

    @Override
    void close();
}
