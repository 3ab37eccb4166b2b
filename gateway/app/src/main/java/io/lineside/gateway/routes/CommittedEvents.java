package io.lineside.gateway.routes;

import io.lineside.model.work.LedgerEvent;
import java.util.List;

/** The ledger events of one commit. */
record CommittedEvents(List<LedgerEvent> events) {
    CommittedEvents {
        events = List.copyOf(events);
    }
}
