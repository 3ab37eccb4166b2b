package io.lineside.gateway.store;

import io.lineside.model.WorkMasterId;
import java.time.Duration;
import java.util.List;

/**
 * How long a line really takes, by what it made last.
 *
 * @param paces of the work masters of which enough jobs have ended
 * @param factor by which what it made took longer than planned, 0.1 to 10; 1 where that is not known
 */
public record LinePaces(List<Pace> paces, double factor) {
    /** Nothing was measured. */
    public static final LinePaces NONE = new LinePaces(List.of(), 1);

    /**
     * The pace of one work master.
     *
     * @param each per piece, with all that comes between two pieces and between two jobs' first reports
     * @param jobs how many have ended so far
     */
    public record Pace(WorkMasterId workMaster, Duration each, int jobs) {}

    /** Copies the list. */
    public LinePaces {
        paces = List.copyOf(paces);
    }
}
