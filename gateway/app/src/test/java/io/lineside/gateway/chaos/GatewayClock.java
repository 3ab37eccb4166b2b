package io.lineside.gateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The wall clock of the gateway's process alone, played by libfaketime, which stands between the program and the
 * system. The monotonic clock stays the system's own, as when somebody sets a machine's time.
 */
final class GatewayClock {
    /** The library, for programs with several threads; rows that need it are left out without. */
    static final String LIBRARY = "lineside.test.faketime";

    private final Path file;

    /** A clock that is right, until it is moved. */
    GatewayClock(Path folder) {
        file = folder.resolve("gateway-clock");
    }

    static boolean isThere() {
        return System.getProperty(LIBRARY) != null;
    }

    /** What stands before the command of a program that goes by this clock. */
    List<String> command() {
        String library = Objects.requireNonNull(System.getProperty(LIBRARY), LIBRARY);
        if (!Files.isReadable(Path.of(library))) {
            throw new IllegalStateException(LIBRARY + ": must be a library that can be read, was '" + library + "'");
        }
        if (!Files.exists(file)) {
            move(Duration.ZERO);
        }
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + file.toAbsolutePath(),
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                // Otherwise waits for a time return at once, and the program runs hot.
                "FAKETIME_FORCE_MONOTONIC_FIX=0");
    }

    /** Puts the clock so far ahead of the right time, or behind it; the program notices within a second. */
    void move(Duration ahead) {
        Path next = file.resolveSibling("gateway-clock.next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
