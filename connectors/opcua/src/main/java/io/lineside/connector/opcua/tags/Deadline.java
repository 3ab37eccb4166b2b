package io.lineside.connector.opcua.tags;

import java.time.Duration;

/**
 * Until when somebody waits.
 *
 * @param nanoTime on the scale of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {
    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** Halfway from now, so that something is left for what comes after. */
    Deadline half() {
        long now = System.nanoTime();
        return new Deadline(now + (nanoTime - now) / 2);
    }

    boolean isOver() {
        return System.nanoTime() - nanoTime >= 0;
    }
}
