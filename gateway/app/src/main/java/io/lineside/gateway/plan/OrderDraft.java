package io.lineside.gateway.plan;

import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order whose every word has been checked, not yet planned. */
public record OrderDraft(
        TenantId tenant,
        Optional<String> externalId,
        List<ItemDraft> items,
        int priority,
        Optional<Instant> requestedBy) {
    /** Copies the list. */
    public OrderDraft {
        items = List.copyOf(items);
    }
}
