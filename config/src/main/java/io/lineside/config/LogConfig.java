package io.lineside.config;

import java.util.Map;
import java.util.Optional;

/**
 * What is logged, and how it looks.
 *
 * @param format default {@link LogFormat#TEXT}
 * @param level of everything that no other level is about; empty, the default, for what the gateway comes with
 * @param levels by the name of a logger, and of all below it
 */
public record LogConfig(LogFormat format, Optional<LogLevel> level, Map<String, LogLevel> levels) {
    /** Text, by the levels that the gateway comes with. */
    public static final LogConfig DEFAULT = new LogConfig(LogFormat.TEXT, Optional.empty(), Map.of());

    /** Copies the map. */
    public LogConfig {
        levels = Map.copyOf(levels);
    }
}
