package io.lineside.gateway.store;

import io.lineside.model.WorkRequestId;
import io.lineside.model.work.RequestState;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a list of orders.
 *
 * @param quantity ordered pieces of all items
 * @param revision seq of its last ledger event: rises with every change
 * @param finished pieces of all items that are through
 * @param requestedBy when the platform wants it
 */
public record RequestSummary(
        WorkRequestId id,
        Optional<String> externalId,
        RequestState state,
        int quantity,
        long revision,
        Instant acceptedAt,
        Instant changedAt,
        int finished,
        Optional<Instant> requestedBy) {}
