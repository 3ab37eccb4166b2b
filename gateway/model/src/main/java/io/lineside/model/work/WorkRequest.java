package io.lineside.model.work;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An accepted order in the gateway's own words.
 *
 * @param externalId the platform's own number for it, unique per tenant; empty for none
 * @param priority higher goes first, Int16
 * @param requestedBy when the platform wants it finished; empty for no wish
 */
public record WorkRequest(
        WorkRequestId id,
        TenantId tenant,
        Optional<String> externalId,
        List<WorkItem> items,
        int priority,
        Optional<Instant> requestedBy,
        Instant acceptedAt) {
    /** Refuses an order without items; copies the list. */
    public WorkRequest {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("order " + id + " must have at least one item");
        }
        items = List.copyOf(items);
    }

    /** Pieces of all items together. */
    public int quantity() {
        return items.stream().mapToInt(WorkItem::quantity).reduce(0, Math::addExact);
    }
}
