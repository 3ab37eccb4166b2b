package io.lineside.gateway.explain;

import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds what there is to tell about an order. Thread-safe. */
public final class Storyteller {
    /** More than any order has: 10,000 pieces over a dozen operations, each with its own report. */
    private static final int MOST_EVENTS = 200_000;

    private final Store store;
    private final Clock clock;

    /** Stories from this store. */
    public Storyteller(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The story of an order, whoever ordered it; empty where there is none. */
    public CompletionStage<Optional<String>> tell(WorkRequestId order) {
        return store.tenantOf(order).thenCompose(tenant -> tenant.map(owner -> tell(owner, order))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletionStage<Optional<String>> tell(TenantId tenant, WorkRequestId order) {
        return store.find(tenant, order)
                .thenCombine(
                        store.events(tenant, order, 0, MOST_EVENTS),
                        (found, events) -> found.map(view -> OrderStory.tell(view, events, clock.instant())));
    }
}
