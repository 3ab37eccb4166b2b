package io.lineside.gateway.store;

import io.lineside.model.work.LedgerEvent;
import java.util.Optional;

/**
 * A ledger event as the feed of a tenant has it.
 *
 * @param externalId the platform's own number of the order
 */
public record FeedEvent(LedgerEvent event, Optional<String> externalId) {
    /** Where in the ledger it is. */
    public long position() {
        return event.position();
    }
}
