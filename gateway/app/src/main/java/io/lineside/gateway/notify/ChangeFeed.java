package io.lineside.gateway.notify;

import io.lineside.gateway.store.FeedCommit;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The feeds of all tenants: what happened to their orders, in the order of the ledger. A waiter costs an object, no thread,
 * and a commit that all have waited for is handed to them as it is, not read from the store. Thread-safe.
 */
public final class ChangeFeed {
    private final Store store;
    private final Map<TenantId, TenantFeed> waitedFor = new ConcurrentHashMap<>();

    /** The feeds of a store. */
    public ChangeFeed(Store store) {
        this.store = store;
        store.onFed(this::committed);
    }

    /** What is after a position, as the store has it now. */
    public CompletionStage<FeedPage> after(TenantId tenant, long position, int limit) {
        return store.feed(tenant, position, limit);
    }

    /** The same of one order. */
    public CompletionStage<FeedPage> after(TenantId tenant, WorkRequestId id, long position, int limit) {
        return store.feed(tenant, id, position, limit);
    }

    /**
     * Starts to wait for events after a position. Whoever waits must end it with {@link Waiting#end}, answered or not.
     *
     * @param position as a page of this tenant's feed has reached it
     */
    public Waiting await(TenantId tenant, long position) {
        var waiting = new Waiting(position);
        TenantFeed feed = waitedFor.compute(tenant, (key, known) -> {
            TenantFeed open = known == null ? new TenantFeed(store, tenant, position) : known;
            open.add(waiting);
            return open;
        });
        waiting.onEnd(() -> waitedFor.computeIfPresent(tenant, (key, known) -> known.isLeftBy(waiting) ? null : known));
        feed.follow(waiting);
        return waiting;
    }

    /** How many wait right now. */
    public int waiters() {
        return waitedFor.values().stream().mapToInt(TenantFeed::waiters).sum();
    }

    private void committed(FeedCommit commit) {
        waitedFor.values().forEach(feed -> feed.committed(commit));
    }
}
