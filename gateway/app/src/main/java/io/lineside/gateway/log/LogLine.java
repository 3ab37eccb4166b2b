package io.lineside.gateway.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * What one line of the log says.
 *
 * @param logger whole name
 * @param message with its arguments in place
 * @param pairs keys and values as they were given
 * @param error what went wrong, if anything did
 */
record LogLine(
        Instant time,
        Level level,
        String logger,
        String thread,
        String message,
        List<KeyValuePair> pairs,
        @Nullable Throwable error) {
    LogLine {
        pairs = List.copyOf(pairs);
    }
}
