package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: 0.25 s, doubling up to the longest, each shortened by up to half at random
 * so that a hundred lines do not come back in one moment; a minute after a refused user. Changed by the thread of its
 * owner only; its numbers may be read by all.
 */
public final class ReconnectPause {
    private static final Duration FIRST = Duration.ofMillis(250);
    /** Long enough that a wrong password does not lock the user out at the server. */
    private static final Duration AFTER_REFUSED_USER = Duration.ofMinutes(1);
    /** A connection that held this long was a good one: after it, the pause is the shortest again. */
    private static final Duration GOOD = Duration.ofSeconds(10);

    private final Duration longest;
    private final InstantSource clock;
    private final DoubleSupplier random;
    private Duration next;
    private Instant upSince = Instant.MAX;
    private final AtomicInteger failedAttempts = new AtomicInteger();
    private volatile Duration current = Duration.ZERO;

    /** The pauses of a connection, with chance. */
    public ReconnectPause(ClientSettings settings) {
        this(settings.longestPause(), settings.security().clock(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    /** With a source of numbers from 0 to 1. */
    ReconnectPause(Duration longest, InstantSource clock, DoubleSupplier random) {
        this.longest = longest;
        this.clock = clock;
        this.random = random;
        next = atMost(FIRST);
    }

    /** How many attempts have failed since the connection was last up. */
    public int failedAttempts() {
        return failedAttempts.get();
    }

    /** What it said last; zero while the connection is up. */
    public Duration current() {
        return current;
    }

    /** The connection is up. */
    public void connected() {
        upSince = clock.instant();
        failedAttempts.set(0);
        current = Duration.ZERO;
    }

    /** The pause after an attempt that failed so. */
    public Duration afterFailure(Throwable failure) {
        failedAttempts.incrementAndGet();
        return PlainWords.isAboutUser(failure) ? decided(AFTER_REFUSED_USER) : grown();
    }

    /** The pause after a connection that broke. */
    public Duration afterLoss() {
        if (Duration.between(upSince, clock.instant()).compareTo(GOOD) > 0) {
            next = atMost(FIRST);
        }
        return grown();
    }

    private Duration grown() {
        Duration pause = next;
        next = atMost(pause.multipliedBy(2));
        return decided(Duration.ofMillis(Math.round(pause.toMillis() * (1 - random.getAsDouble() / 2))));
    }

    private Duration atMost(Duration wanted) {
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    private Duration decided(Duration pause) {
        current = pause;
        return pause;
    }
}
