package io.lineside.config.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of data, written {@code 512kB} or {@code 1MB}; 1 kB is 1000 bytes.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(B|kB|MB)");

    /** Reads a size with its unit, or empty where it is not one. */
    public static Optional<ByteSize> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new ByteSize(Long.parseLong(matcher.group(1)) * factor(matcher.group(2))))
                : Optional.empty();
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "MB" -> 1_000_000;
            case "kB" -> 1_000;
            default -> 1;
        };
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return bytes % 1_000_000 == 0
                ? bytes / 1_000_000 + "MB"
                : bytes % 1_000 == 0 ? bytes / 1_000 + "kB" : bytes + "B";
    }
}
