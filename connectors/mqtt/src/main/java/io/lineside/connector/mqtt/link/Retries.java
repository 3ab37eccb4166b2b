package io.lineside.connector.mqtt.link;

import java.time.Duration;

/**
 * How a link's attempts to connect go.
 *
 * @param failed attempts since the link was last up; 0 while it is up
 * @param pause how long it waits before the next one, by its last decision; zero while it is up
 */
public record Retries(int failed, Duration pause) {
    /** Of a link that is up, or has not tried yet. */
    public static final Retries NONE = new Retries(0, Duration.ZERO);

    /** After another attempt that failed. */
    Retries failedAgain(Duration next) {
        return new Retries(failed + 1, next);
    }

    /** The worse of two links. */
    public Retries or(Retries other) {
        return new Retries(Math.max(failed, other.failed), pause.compareTo(other.pause) < 0 ? other.pause : pause);
    }
}
