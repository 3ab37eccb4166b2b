package io.lineside.gateway.store;

import io.lineside.model.TenantId;

/** Names a webhook: each tenant has its own names. */
public record WebhookKey(TenantId tenant, String id) {
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
