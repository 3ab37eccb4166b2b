package io.lineside.simulator.plant;

import java.time.Duration;

/** Checks that several records of a plan share; each refuses with a message that names the key. */
final class Rules {
    private static final int MAX_PORT = 65_535;

    private Rules() {}

    static void port(String key, int port) {
        require(port >= 0 && port <= MAX_PORT, key + ": must be from 0 (a free one) to 65535, was " + port);
    }

    static void positive(String key, Duration duration) {
        require(duration.compareTo(Duration.ZERO) > 0, key + ": must be longer than 0s, was " + duration);
    }

    static void require(boolean rule, String message) {
        if (!rule) {
            throw new IllegalArgumentException(message);
        }
    }
}
