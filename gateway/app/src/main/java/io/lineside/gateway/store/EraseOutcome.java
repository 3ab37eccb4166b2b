package io.lineside.gateway.store;

import io.lineside.model.work.RequestState;
import java.time.Instant;

/** What became of the wish to have what is personal in an order overwritten. */
public sealed interface EraseOutcome {
    /** It is overwritten, everywhere in the store, since then. */
    record Erased(Instant at) implements EraseOutcome {}

    /** The order is not over: its lines still need what was ordered. */
    record Open(RequestState state) implements EraseOutcome {}

    /** The tenant has no such order. */
    record NoSuchOrder() implements EraseOutcome {}
}
