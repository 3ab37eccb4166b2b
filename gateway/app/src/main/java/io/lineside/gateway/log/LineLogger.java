package io.lineside.gateway.log;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** What one class, or library, logs by. Thread-safe. */
final class LineLogger extends LegacyAbstractLogger implements LoggingEventAware {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient LogWriter writer;
    private volatile int threshold;

    /** Logs what is at least of that level, see {@link Level#toInt}. */
    LineLogger(String name, LogWriter writer, int threshold) {
        this.name = name;
        this.writer = writer;
        this.threshold = threshold;
    }

    void threshold(int lowest) {
        threshold = lowest;
    }

    @Override
    public void log(LoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        writer.write(
                new LogWriter.Said(event.getLevel(), name, message(event.getMessage(), event.getArgumentArray())),
                pairs == null ? List.of() : pairs,
                event.getThrowable());
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable error) {
        writer.write(new LogWriter.Said(level, name, message(pattern, arguments)), List.of(), error);
    }

    private static String message(@Nullable String pattern, Object @Nullable [] arguments) {
        return pattern == null ? "" : MessageFormatter.basicArrayFormat(pattern, arguments);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    private boolean logs(Level level) {
        return level.toInt() >= threshold;
    }

    @Override
    public boolean isTraceEnabled() {
        return logs(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return logs(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return logs(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return logs(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return logs(Level.ERROR);
    }
}
