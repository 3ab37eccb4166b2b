package io.lineside.gateway.plan;

import java.time.Duration;

/**
 * How a line is when an order is planned.
 *
 * @param reachable whether it is connected and takes work
 * @param queued how long it is busy with what is planned for it
 * @param setUpFor what it will be set up for when that is done ({@link io.lineside.model.work.Effort#setUpFor}); empty
 *     where nobody knows
 */
public record LineNow(boolean reachable, Duration queued, String setUpFor) {
    /** A line with nothing to do. */
    public static final LineNow IDLE = new LineNow(true, Duration.ZERO, "");
}
