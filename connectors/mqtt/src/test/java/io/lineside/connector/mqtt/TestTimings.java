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
        return new LinkTimings(
                QUICK.connectTimeout(),
                QUICK.keepAlive(),
                QUICK.ackTimeout(),
                QUICK.firstPause(),
                QUICK.longestPause(),
                takeOverPause,
                QUICK.steadyAfter(),
                strayGrace);
    }
}
