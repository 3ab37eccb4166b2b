package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.util.Optional;

/**
 * A platform's wish to change an order.
 *
 * @param action its word in the API
 * @param key Idempotency-Key, shared with those of orders
 * @param digest of everything that makes it this wish: another one under the same key is refused
 */
public record ActionCall(TenantId tenant, WorkRequestId order, String action, Optional<String> key, String digest) {}
