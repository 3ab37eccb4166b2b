package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.work.LedgerEvent;
import java.util.ArrayList;
import java.util.List;

/** What one commit added to the ledger, and whose orders that is about. Immutable. */
public final class FeedCommit {
    private final List<LedgerEvent> events;
    private final List<RequestHead.Order> orders;

    /**
     * An addition to the ledger.
     *
     * @param events at least one, without a gap between them
     * @param orders of the events, one by one
     */
    FeedCommit(List<LedgerEvent> events, List<RequestHead.Order> orders) {
        this.events = List.copyOf(events);
        this.orders = List.copyOf(orders);
    }

    /** Where the ledger ended before it. */
    public long before() {
        return events.get(0).position() - 1;
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
