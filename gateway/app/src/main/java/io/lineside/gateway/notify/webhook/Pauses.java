package io.lineside.gateway.notify.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after so many failures in a row: doubling from 5 s, with half of it drawn by lot, so that receivers that
 * failed together are not tried together. Thread-safe where its generator is.
 */
final class Pauses {
    /** The longest for an event that its receiver refuses. */
    static final Duration EVENT = Duration.ofHours(1);
    /** The longest for a receiver that takes nothing: one small request finds out. */
    static final Duration RECEIVER = Duration.ofMinutes(5);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLED = 12;

    private final RandomGenerator lot;

    Pauses(RandomGenerator lot) {
        this.lot = lot;
    }

    /**
     * @param failures in a row, at least 1
     * @param longest that the pause may be
     */
    Duration after(int failures, Duration longest) {
        long whole =
                FIRST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLED)).toMillis();
        long most = Math.min(whole, longest.toMillis());
        return Duration.ofMillis(most / 2 + lot.nextLong(most / 2 + 1));
    }
}
