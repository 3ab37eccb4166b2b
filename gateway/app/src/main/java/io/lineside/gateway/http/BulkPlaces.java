package io.lineside.gateway.http;

import io.lineside.model.TenantId;
import java.util.HashMap;
import java.util.Map;

/** The places for bulk requests, all of them and those of each tenant. Thread-safe. */
final class BulkPlaces {
    private final Map<TenantId, Integer> taken = new HashMap<>();
    private int all;

    /** Takes a place, if there is one for this tenant. */
    synchronized boolean take(TenantId tenant) {
        int own = taken.getOrDefault(tenant, 0);
        if (all >= BulkLimits.BODIES || own >= BulkLimits.BODIES_OF_TENANT) {
            return false;
        }
        taken.put(tenant, own + 1);
        all++;
        return true;
    }

    synchronized void leave(TenantId tenant) {
        all--;
        taken.computeIfPresent(tenant, (key, own) -> own == 1 ? null : own - 1);
    }

    synchronized int taken() {
        return all;
    }
}
