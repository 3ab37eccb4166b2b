package io.lineside.config;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code log} of {@code site.yaml}. Confined to the loading thread. */
final class LogReader {
    private static final Pattern LOGGER = Pattern.compile("[A-Za-z0-9_$]+(\\.[A-Za-z0-9_$]+)*");

    private LogReader() {}

    static LogConfig read(Value value) {
        if (!value.isPresent()) {
            return LogConfig.DEFAULT;
        }
        Block block = value.block("format", "level", "levels");
        Value format = block.optional("format");
        return new LogConfig(
                format.isPresent()
                        ? format.word(LogFormat.values(), LogFormat::word).orElse(LogFormat.TEXT)
                        : LogFormat.TEXT,
                level(block.optional("level")),
                levels(block.optional("levels")));
    }

    private static Map<String, LogLevel> levels(Value value) {
        var levels = new TreeMap<String, LogLevel>();
        if (value.isPresent()) {
            value.entries()
                    .ifPresent(loggers -> loggers.forEach((logger, word) -> {
                        if (!LOGGER.matcher(logger).matches()) {
                            word.fault("must stand behind the name of a logger, like io.vertx, was '" + logger + "'");
                        }
                        level(word).ifPresent(level -> levels.put(logger, level));
                    }));
        }
        return levels;
    }

    private static Optional<LogLevel> level(Value value) {
        return value.isPresent() ? value.word(LogLevel.values(), LogLevel::word) : Optional.empty();
    }
}
