package io.lineside.gateway.log;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * For programs: one JSON object, first the keys that every line has, then those that were given, then what went wrong. A given
 * key that is one of ours, or comes twice, has {@code kv.} before it, once more each time. Thread-safe.
 */
final class JsonLayout implements LineLayout {
    private static final Set<String> OURS =
            Set.of("time", "level", "logger", "thread", "message", "error.type", "error.message", "error.stack");
    private static final String CLASH = "kv.";

    @Override
    public void write(LogLine line, StringBuilder out) {
        out.append("{\"time\":\"");
        TextLayout.TIME.formatTo(line.time(), out);
        out.append('"');
        text("level", line.level().toString(), out);
        text("logger", line.logger(), out);
        text("thread", line.thread(), out);
        text("message", line.message(), out);
        if (!line.pairs().isEmpty()) {
            var taken = new HashSet<>(OURS);
            for (KeyValuePair pair : line.pairs()) {
                value(free(pair.key, taken), pair.value, out);
            }
        }
        if (line.error() != null) {
            text("error.type", line.error().getClass().getName(), out);
            String message = message(line.error());
            if (message != null) {
                text("error.message", message, out);
            }
            text("error.stack", Trace.of(line.error()), out);
        }
        out.append('}');
    }

    private static String free(String key, Set<String> taken) {
        String free = key;
        while (!taken.add(free)) {
            free = CLASH + free;
        }
        return free;
    }

    private static void value(String key, @Nullable Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean || isWritten(value)) {
            key(key, out);
            out.append(value);
        } else {
            text(key, Trace.text(value), out);
        }
    }

    private static boolean isWritten(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || (value instanceof Double number && Double.isFinite(number));
    }

    private static void text(String key, CharSequence value, StringBuilder out) {
        key(key, out);
        out.append('"');
        Visible.appendQuoted(value, out);
        out.append('"');
    }

    private static void key(String key, StringBuilder out) {
        out.append(",\"");
        Visible.appendQuoted(key, out);
        out.append("\":");
    }

    private static @Nullable String message(Throwable error) {
        try {
            return error.getMessage();
        } catch (RuntimeException broken) {
            return Trace.text(error);
        }
    }
}
