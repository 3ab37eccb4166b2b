package io.lineside.gateway.log;

import io.lineside.config.LogFormat;
import io.lineside.config.LogLevel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** All loggers, by the rules in force: the site's, where the environment says nothing. Thread-safe. */
final class Loggers implements ILoggerFactory {
    private static final int NOTHING = Level.ERROR.toInt() + 1;

    private final Map<String, LineLogger> loggers = new HashMap<>();
    private final LogWriter writer;
    private final LogRules preset;
    private final LogWish wish;
    private LogRules rules;

    Loggers(LogWriter writer, LogRules preset, LogWish wish) {
        this.writer = writer;
        this.preset = preset;
        this.wish = wish;
        rules = preset.under(wish.rules());
        writer.layout(layout());
    }

    @Override
    public synchronized Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, logger -> new LineLogger(logger, writer, threshold(logger)));
    }

    /** Puts what a site says into force, for loggers that there are and for those that come. */
    synchronized void follow(LogRules site) {
        rules = preset.under(site).under(wish.rules());
        writer.layout(layout());
        loggers.forEach((name, logger) -> logger.threshold(threshold(name)));
    }

    /** What the environment says and nobody understands. */
    Optional<String> fault() {
        return wish.fault();
    }

    synchronized boolean isJson() {
        return rules.format().filter(LogFormat.JSON::equals).isPresent();
    }

    private LineLayout layout() {
        return isJson() ? new JsonLayout() : new TextLayout();
    }

    private int threshold(String logger) {
        LogLevel level = rules.level(logger);
        return level == LogLevel.OFF ? NOTHING : Level.valueOf(level.name()).toInt();
    }
}
