package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: 0.25 s, doubling up to 5 s, each shortened by up to half at random so that
 * a hundred lines do not come back in one moment; a minute after a refused user. Confined to the thread of its owner.
 */
public final class ReconnectPause {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Long enough that a wrong password does not lock the user out at the server. */
    private static final Duration AFTER_REFUSED_USER = Duration.ofMinutes(1);

    private final DoubleSupplier random;
    private Duration next = FIRST;

    /** With a source of numbers from 0 to 1. */
    public ReconnectPause(DoubleSupplier random) {
        this.random = random;
    }

    /** The pause after an attempt that failed so. */
    public Duration after(Throwable failure) {
        return PlainWords.isAboutUser(failure) ? AFTER_REFUSED_USER : next();
    }

    /** The pause after a connection that broke. */
    public Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 - random.getAsDouble() / 2)));
    }

    /** Begins with the shortest again. */
    public void reset() {
        next = FIRST;
    }
}
