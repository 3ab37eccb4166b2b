package io.lineside.gateway.log;

import io.lineside.config.LogConfig;
import io.lineside.config.LogFormat;
import io.lineside.config.LogLevel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How lines look and which are written. Of what the gateway comes with, the site and the environment, the later one wins, logger
 * by logger.
 *
 * @param levels by the name of a logger and of all below it; the empty name is about all
 */
record LogRules(Optional<LogFormat> format, Map<String, LogLevel> levels) {
    private static final String ALL = "";

    LogRules {
        levels = Map.copyOf(levels);
    }

    /**
     * Levels as {@code info,io.vertx=debug} says them.
     *
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    static LogRules levels(String text) {
        var levels = new HashMap<String, LogLevel>();
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            String word = part.substring(sign + 1).strip();
            levels.put(
                    sign < 0 ? ALL : part.substring(0, sign).strip(),
                    LogLevel.of(word)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "must be levels like info,io.vertx=debug, was '" + text + "'")));
        }
        return new LogRules(Optional.empty(), levels);
    }

    /** A format by its word. */
    static LogRules format(String word) {
        for (LogFormat format : LogFormat.values()) {
            if (format.word().equals(word)) {
                return new LogRules(Optional.of(format), Map.of());
            }
        }
        throw new IllegalArgumentException("is not a known value, was '" + word + "'; allowed: text, json");
    }

    /** What a site says. */
    static LogRules of(LogConfig site) {
        var levels = new HashMap<>(site.levels());
        site.level().ifPresent(level -> levels.put(ALL, level));
        return new LogRules(Optional.of(site.format()), levels);
    }

    /** These, where the others say nothing. */
    LogRules under(LogRules stronger) {
        var all = new HashMap<>(levels);
        all.putAll(stronger.levels());
        return new LogRules(stronger.format().or(() -> format), all);
    }

    /** The level of a logger: that of the longest name which is its own or above it. */
    LogLevel level(String logger) {
        for (int end = logger.length(); end > 0; end = logger.lastIndexOf('.', end - 1)) {
            LogLevel level = levels.get(logger.substring(0, end));
            if (level != null) {
                return level;
            }
        }
        return levels.getOrDefault(ALL, LogLevel.INFO);
    }
}
