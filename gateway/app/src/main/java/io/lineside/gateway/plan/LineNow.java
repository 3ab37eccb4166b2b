package io.lineside.gateway.plan;

import io.lineside.model.WorkMasterId;
import java.time.Duration;
import java.util.Map;

/**
 * How a line is when an order is planned.
 *
 * @param reachable whether it is connected and takes work
 * @param queued how long it is busy with what is planned for it
 * @param setUpFor what it will be set up for when that is done ({@link io.lineside.model.work.Effort#setUpFor}); empty
 *     where nobody knows
 * @param paces measured of the work masters that it made lately; the others take as long as planned
 */
public record LineNow(boolean reachable, Duration queued, String setUpFor, Map<WorkMasterId, Pace> paces) {
    /** A line with nothing to do. */
    public static final LineNow IDLE = new LineNow(true, Duration.ZERO, "");

    /**
     * How fast it really is.
     *
     * @param each per piece
     * @param jobs by so many
     */
    public record Pace(Duration each, int jobs) {}

    /** Copies the map. */
    public LineNow {
        paces = Map.copyOf(paces);
    }

    /** A line of which nothing was measured. */
    public LineNow(boolean reachable, Duration queued, String setUpFor) {
        this(reachable, queued, setUpFor, Map.of());
    }
}
