package io.lineside.gateway.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one kind, in nanoseconds. Thread-safe. */
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;
    private long[] values = new long[1024];
    private int size;

    synchronized void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = nanos;
    }

    /** The median and the 99th percentile in milliseconds, as they stand in the table. */
    synchronized String text() {
        if (size == 0) {
            return "-";
        }
        Arrays.sort(values, 0, size);
        return String.format(Locale.ROOT, "%.1f / %.1f", at(0.5), at(0.99));
    }

    private double at(double share) {
        return values[(int) Math.min(size - 1L, (long) (share * size))] / NANOS_PER_MILLI;
    }
}
