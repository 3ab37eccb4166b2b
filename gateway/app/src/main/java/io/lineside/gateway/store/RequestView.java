package io.lineside.gateway.store;

import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order with all its jobs, as of one commit.
 *
 * @param revision seq of its last ledger event: rises with every change
 * @param erasedAt when what is personal in it was overwritten; empty where it was not
 * @param jobs in the order they were planned
 */
public record RequestView(
        WorkRequest request,
        RequestState state,
        long revision,
        Instant changedAt,
        Optional<Instant> erasedAt,
        List<TrackedJob> jobs) {
    /** Copies the list. */
    public RequestView {
        jobs = List.copyOf(jobs);
    }

    /** An order as it was ordered. */
    public RequestView(
            WorkRequest request, RequestState state, long revision, Instant changedAt, List<TrackedJob> jobs) {
        this(request, state, revision, changedAt, Optional.empty(), jobs);
    }
}
