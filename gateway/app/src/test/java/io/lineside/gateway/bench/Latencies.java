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

    synchronized int count() {
        return size;
    }

    /** The median and the 99th percentile in milliseconds, as they stand in the table. */
    String text() {
        return count() == 0 ? "-" : String.format(Locale.ROOT, "%.1f / %.1f", median(), p99());
    }

    /** In milliseconds; not a number where there is nothing. */
    double median() {
        return at(0.5);
    }

    /** In milliseconds; not a number where there is nothing. */
    double p99() {
        return at(0.99);
    }

    /** The longest, in milliseconds; not a number where there is nothing. */
    double most() {
        return at(1);
    }

    /** Below which this share of them lie, in milliseconds. */
    synchronized double at(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, size);
        return values[(int) Math.min(size - 1L, (long) (share * size))] / NANOS_PER_MILLI;
    }
}
