package io.lineside.gateway.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long something took in the last five to ten minutes, as percentiles that are never too low and at most a quarter too high, in
 * one kilobyte. Thread-safe.
 */
final class RecentTimes {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int STEPS = 4;
    private static final int BUCKETS = 30 * STEPS;
    private static final double MILLIS = 1_000.0;

    private final Clock clock;
    private int[] current = new int[BUCKETS];
    private int[] before = new int[BUCKETS];
    private long window;

    RecentTimes(Clock clock) {
        this.clock = clock;
        window = now();
    }

    synchronized void record(Duration time) {
        turn();
        current[bucket(time.toMillis())]++;
    }

    /**
     * In seconds, what that part of them stayed within; empty when there are none.
     *
     * @param part 0 to 1
     */
    synchronized OptionalDouble within(double part) {
        turn();
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += (long) current[i] + before[i];
        }
        long wanted = (long) Math.ceil(all * part);
        for (int i = 0; all > 0 && i < BUCKETS; i++) {
            wanted -= (long) current[i] + before[i];
            if (wanted <= 0) {
                return OptionalDouble.of(upTo(i) / MILLIS);
            }
        }
        return OptionalDouble.empty();
    }

    private void turn() {
        long now = now();
        if (now > window) {
            before = now == window + 1 ? current : new int[BUCKETS];
            current = new int[BUCKETS];
            window = now;
        }
    }

    private long now() {
        return clock.millis() / WINDOW.toMillis();
    }

    /** Four buckets for each doubling; below four milliseconds one for each. */
    private static int bucket(long millis) {
        if (millis < STEPS) {
            return (int) Math.max(0, millis);
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
        int step = (int) (millis >> (doubling - 2)) & (STEPS - 1);
        return Math.min(BUCKETS - 1, (doubling - 1) * STEPS + step);
    }

    /** The longest time of a bucket, in milliseconds. */
    private static long upTo(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        int doubling = bucket / STEPS + 1;
        return ((STEPS + bucket % STEPS + 1L) << (doubling - 2)) - 1;
    }
}
