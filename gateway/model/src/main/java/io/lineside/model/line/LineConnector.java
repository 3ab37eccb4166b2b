package io.lineside.model.line;

import io.lineside.model.JobOrderId;
import io.lineside.model.TraceParent;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The link to one line. Thread-safe; no call blocks.
 *
 * <p>Every returned stage completes normally, within the line's request timeout plus a small margin, whatever the line
 * or the network does: what they may do is a value. A stage completes exceptionally only for a bug.
 *
 * <p>A connector connects by itself, stays at it with a growing pause, and tells its {@link LineListener}.
 */
public interface LineConnector extends AutoCloseable {
    /** Starts connecting and returns at once. Called once, before any other method. */
    void start();

    /**
     * Sends one command and tells what became of it. While not connected the outcome is {@link CommandOutcome.Unknown}
     * only if bytes may have left; a command that certainly never left is {@link CommandOutcome.Refused} with
     * {@link io.lineside.model.job.RefusalCode#NOT_DELIVERED}.
     */
    CompletionStage<CommandOutcome> send(JobCommand command);

    /**
     * The same for a command that is a span of a trace, which goes along where the protocol has a place that no line has to know;
     * elsewhere it is left out.
     */
    default CompletionStage<CommandOutcome> send(JobCommand command, TraceParent trace) {
        return send(command);
    }

    /** Asks the line about one job order: the evidence that settles a doubt. */
    CompletionStage<JobEvidence> query(JobOrderId jobOrderId);

    /** Asks the line for every job order it knows. */
    CompletionStage<JobListing> list();

    /**
     * Names the memory out of which the line answers. An answer given after a restart is never seen before the new name
     * is. Empty while it is not known, or where the protocol does not tell: then nothing proves that the line has
     * forgotten nothing.
     */
    default Optional<MemoryId> memory() {
        return Optional.empty();
    }

    /** Whether the line carries out such a command, as far as is known; what is not known is tried. */
    default boolean offers(JobAction action) {
        return true;
    }

    /** How the link is right now, in words for a technician. */
    LineHealth health();

    /**
     * Ends the session at the line in an orderly way and stops reconnecting; waits a few seconds at most. What a broker
     * keeps for us while we are away stays kept.
     */
    @Override
    void close();
}
