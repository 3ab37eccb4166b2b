package io.lineside.gateway.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** Writes lines to where the log goes, each whole and in UTF-8, whatever the platform's own encoding. Thread-safe. */
final class LogWriter {
    private static final int USUAL_LENGTH = 256;

    private final Supplier<PrintStream> out;
    private final Clock clock;
    private volatile LineLayout layout = new TextLayout();

    LogWriter(Supplier<PrintStream> out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Who says what.
     *
     * @param logger whole name
     * @param message with its arguments in place
     */
    record Said(Level level, String logger, String message) {}

    void layout(LineLayout next) {
        layout = next;
    }

    void write(Said said, List<KeyValuePair> pairs, @Nullable Throwable error) {
        var text = new StringBuilder(USUAL_LENGTH);
        layout.write(
                new LogLine(
                        clock.instant(),
                        said.level(),
                        said.logger(),
                        Thread.currentThread().getName(),
                        said.message(),
                        pairs,
                        error),
                text);
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        PrintStream stream = out.get();
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }
}
