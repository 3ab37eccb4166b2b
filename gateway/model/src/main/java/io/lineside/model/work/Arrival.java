package io.lineside.model.work;

import io.lineside.model.TraceParent;
import java.time.Instant;
import java.util.Optional;

/**
 * How an order arrived, for its trace.
 *
 * @param way by which, for example {@code POST /v1/orders}
 * @param nanos {@link System#nanoTime} at that moment
 * @param parent the caller's span, where it named one
 */
public record Arrival(String way, Instant at, long nanos, Optional<TraceParent> parent) {
    private static final long NANOS_PER_MICRO = 1_000;

    /** The same with when it was planned, both by {@link System#nanoTime}. */
    public AcceptTrace planned(long from, long to) {
        return new AcceptTrace(this, (from - nanos) / NANOS_PER_MICRO, (to - nanos) / NANOS_PER_MICRO);
    }
}
