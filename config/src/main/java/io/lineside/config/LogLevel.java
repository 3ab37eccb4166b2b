package io.lineside.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much is logged, from all to nothing. */
public enum LogLevel {
    /** All that there is. */
    TRACE,
    /** Single steps. */
    DEBUG,
    /** What changed. */
    INFO,
    /** What somebody should know. */
    WARN,
    /** What failed. */
    ERROR,
    /** Nothing. */
    OFF;

    /** The word in a file or the environment. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of a word; empty for any other. */
    public static Optional<LogLevel> of(String word) {
        return Arrays.stream(values())
                .filter(level -> level.word().equals(word))
                .findFirst();
    }
}
