package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.work.LedgerEvent;
import java.util.ArrayList;
import java.util.List;

/** What one commit added to the ledger, and whose orders that is about. Immutable. */
public final class FeedCommit {
    private final long before;
    private final List<LedgerEvent> events;
    private final List<RequestHead.Order> orders;

    /**
     * An addition to the ledger.
     *
     * @param before where the ledger ended
     * @param events at least one
     * @param orders of the events, one by one
     */
    FeedCommit(long before, List<LedgerEvent> events, List<RequestHead.Order> orders) {
        this.before = before;
        this.events = List.copyOf(events);
        this.orders = List.copyOf(orders);
    }

    /** Where the ledger ended before it. */
    public long before() {
        return before;
    }

    /** Where the ledger ends since. */
    public long reached() {
        return events.get(events.size() - 1).position();
    }

    /** All of it, in order. */
    public List<LedgerEvent> events() {
        return events;
    }

    /** What of it is in a tenant's feed. */
    public List<FeedEvent> of(TenantId tenant) {
        List<FeedEvent> own = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (orders.get(i).tenant().equals(tenant)) {
                own.add(new FeedEvent(events.get(i), orders.get(i).externalId()));
            }
        }
        return own;
    }
}
