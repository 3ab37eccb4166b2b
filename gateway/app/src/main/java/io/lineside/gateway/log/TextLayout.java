package io.lineside.gateway.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.slf4j.event.KeyValuePair;

/** For people: {@code time LEVEL [thread] Logger - message key=value}, and below it where something went wrong. Thread-safe. */
final class TextLayout implements LineLayout {
    /** RFC 3339 in UTC, always with milliseconds. */
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public void write(LogLine line, StringBuilder out) {
        TIME.formatTo(line.time(), out);
        out.append(' ').append(line.level()).append(" [");
        Visible.append(line.thread(), out);
        out.append("] ")
                .append(
                        line.logger(),
                        line.logger().lastIndexOf('.') + 1,
                        line.logger().length())
                .append(" - ");
        Visible.append(line.message(), out);
        for (KeyValuePair pair : line.pairs()) {
            out.append(' ');
            Visible.append(pair.key, out);
            out.append('=');
            value(Trace.text(pair.value), out);
        }
        if (line.error() != null) {
            out.append('\n').append(Trace.of(line.error()));
        }
    }

    private static void value(String text, StringBuilder out) {
        if (text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('"') >= 0) {
            out.append('"');
            Visible.appendQuoted(text, out);
            out.append('"');
        } else {
            Visible.append(text, out);
        }
    }
}
