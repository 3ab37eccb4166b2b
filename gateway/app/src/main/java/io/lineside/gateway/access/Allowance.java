package io.lineside.gateway.access;

/**
 * How many requests one key may still make: so many at once after a rest, and so many each second in the long run. Counted
 * on the monotonic clock. Thread-safe.
 */
public final class Allowance {
    private static final double SECOND = 1_000_000_000.0;

    private double left;
    private long counted;

    /**
     * What is left after a request.
     *
     * @param granted whether the request may go on
     * @param left whole requests that may follow at once
     * @param waitSeconds until the next may be made, at least 1 where this one was not granted, else 0
     */
    public record Answer(boolean granted, int left, int waitSeconds) {}

    /** A full allowance, at this time. */
    public Allowance(int burst, long nanoTime) {
        left = burst;
        counted = nanoTime;
    }

    /** Takes one request off, if there is one left; the limits may be others than before. */
    public synchronized Answer take(int perSecond, int burst, long nanoTime) {
        left = Math.min(burst, left + (nanoTime - counted) / SECOND * perSecond);
        counted = nanoTime;
        if (left >= 1) {
            left -= 1;
            return new Answer(true, (int) left, 0);
        }
        return new Answer(false, 0, (int) Math.max(1, Math.ceil((1 - left) / perSecond)));
    }

    /** Whether it would be as if it were new, so that nothing is lost by forgetting it. */
    public synchronized boolean isFull(int perSecond, int burst, long nanoTime) {
        return left + (nanoTime - counted) / SECOND * perSecond >= burst;
    }
}
