package io.lineside.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a trace something belongs, as W3C Trace Context hands it on.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param sampled whether somebody keeps the trace
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    // W3C Trace Context 3.2: ff is no version, zeros are no ids, and only later versions have more behind the flags.
    private static final Pattern HEADER = Pattern.compile(
            "(?:00(?=.{53}$)|(?!00|ff)[0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final int HEX = 16;

    /** What a {@code traceparent} says; empty for none, and for one that is not well formed. */
    public static Optional<TraceParent> of(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher found = HEADER.matcher(header);
        return found.matches()
                ? Optional.of(new TraceParent(
                        found.group(1), found.group(2), (Integer.parseInt(found.group(3), HEX) & 1) == 1))
                : Optional.empty();
    }

    /** The value of a {@code traceparent}. */
    public String header() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
