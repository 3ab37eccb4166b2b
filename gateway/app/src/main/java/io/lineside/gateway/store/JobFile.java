package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.work.LedgerEvent;
import java.util.List;

/**
 * Everything that is kept about one job, for a person who has to decide.
 *
 * @param payload what the line is told, without what is personal in it; empty where it is missing
 * @param payloadSound whether the payload is the one that was planned
 * @param events what happened to the job, in order
 */
public record JobFile(
        TenantId tenant,
        WaitingJob waiting,
        SendRecord sent,
        String payload,
        boolean payloadSound,
        List<LedgerEvent> events) {
    /** Copies the list. */
    public JobFile {
        events = List.copyOf(events);
    }
}
