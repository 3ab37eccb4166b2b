package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;

/** What became of a submission; only {@link Accepted} wrote an order. */
public sealed interface AcceptOutcome {
    /** The order that is now, or was already, durable under this key or number. */
    WorkRequestId id();

    /** The order is durable. */
    record Accepted(WorkRequestId id) implements AcceptOutcome {}

    /** The same order had been accepted before, under the same key or the same external id. */
    record Replayed(WorkRequestId id) implements AcceptOutcome {}

    /** The idempotency key belongs to another order. */
    record KeyReused(WorkRequestId id) implements AcceptOutcome {}

    /** The external id belongs to another order of this tenant. */
    record ExternalIdTaken(WorkRequestId id) implements AcceptOutcome {}
}
