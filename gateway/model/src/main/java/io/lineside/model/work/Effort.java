package io.lineside.model.work;

import java.time.Duration;

/**
 * How long a job keeps a line.
 *
 * @param setup once, where the line is not set up for it already
 * @param each per piece
 * @param setUpFor equal for jobs between which a line need not be set up anew; empty where that is not known
 */
public record Effort(Duration setup, Duration each, String setUpFor) {
    /** Nobody knows how long. */
    public static final Effort UNKNOWN = new Effort(Duration.ZERO, Duration.ZERO, "");

    /** The time for so many pieces, with the set-up. */
    public Duration of(int pieces) {
        return setup.plus(each.multipliedBy(pieces));
    }
}
