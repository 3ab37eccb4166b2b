package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.LinkTimings;
import java.time.Duration;

/** Link timings that do not keep a test waiting. */
public final class TestTimings {
    /** A tenth of the real ones or less. */
    public static final LinkTimings QUICK = new LinkTimings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    private TestTimings() {}

    /** The same but for how long a link leaves its client id to another, and what comes for a line that is not there waits. */
    public static LinkTimings quick(Duration takeOverPause, Duration strayGrace) {
        return of(QUICK.keepAlive(), QUICK.ackTimeout(), takeOverPause, strayGrace);
    }

    /** The same but for how long a broker may be silent. */
    public static LinkTimings keepAlive(Duration keepAlive) {
        return of(keepAlive, QUICK.ackTimeout(), QUICK.takeOverPause(), QUICK.strayGrace());
    }

    /** The same but for how long an acknowledgement may take. */
    public static LinkTimings ackTimeout(Duration ackTimeout) {
        return of(QUICK.keepAlive(), ackTimeout, QUICK.takeOverPause(), QUICK.strayGrace());
    }

    private static LinkTimings of(
            Duration keepAlive, Duration ackTimeout, Duration takeOverPause, Duration strayGrace) {
        return new LinkTimings(
                QUICK.connectTimeout(),
                keepAlive,
                ackTimeout,
                QUICK.firstPause(),
                QUICK.longestPause(),
                takeOverPause,
                QUICK.steadyAfter(),
                strayGrace);
    }
}
