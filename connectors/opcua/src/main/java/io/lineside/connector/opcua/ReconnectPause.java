package io.lineside.connector.opcua;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: 0.25 s, doubling up to 5 s, each shortened by up to half at random so that
 * a hundred lines do not come back in one moment. Confined to the thread of its {@link LinkKeeper}.
 */
final class ReconnectPause {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final DoubleSupplier random;
    private Duration next = FIRST;

    /** With a source of numbers from 0 to 1. */
    ReconnectPause(DoubleSupplier random) {
        this.random = random;
    }

    Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 - random.getAsDouble() / 2)));
    }

    void reset() {
        next = FIRST;
    }
}
