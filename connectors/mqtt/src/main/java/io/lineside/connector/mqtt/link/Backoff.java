package io.lineside.connector.mqtt.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, with jitter. Confined to its link's thread. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;
    private static final int TAKE_OVER_FACTOR = 6;

    private final LinkTimings timings;
    private final RandomGenerator random;
    private int failures;
    private int takeOvers;

    Backoff(LinkTimings timings, RandomGenerator random) {
        this.timings = timings;
        this.random = random;
    }

    /** The pause after an ordinary loss or failure. */
    Duration next() {
        return pause(timings.firstPause(), timings.longestPause(), failures++);
    }

    /** The pause after another client took the client id: long, so that two of a name do not push each other out. */
    Duration afterTakeOver() {
        return pause(timings.takeOverPause(), timings.takeOverPause().multipliedBy(TAKE_OVER_FACTOR), takeOvers++);
    }

    /** A connection held: the next failure is a first one. */
    void reset() {
        failures = 0;
        takeOvers = 0;
    }

    private Duration pause(Duration first, Duration longest, int earlier) {
        long millis = Math.min(longest.toMillis(), first.toMillis() << Math.min(earlier, MOST_DOUBLINGS));
        // Half fixed, half by chance: gateways cut off together must not come back together.
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
