package io.lineside.config;

import io.lineside.config.source.Position;
import io.lineside.model.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One key of a platform. The key itself is nowhere; it can not be worked out from this.
 *
 * @param id names the key without giving it away, and is a part of it
 * @param tenant whose orders are placed and read with it
 * @param scopes what it may be used for, at least one
 * @param sha256 of the whole key, 64 hexadecimal digits
 * @param until when it ends; empty for never
 * @param at where it stands
 */
public record ApiKeyConfig(
        String id, TenantId tenant, Set<Scope> scopes, String sha256, Optional<Instant> until, Position at) {
    /** Copies the set. */
    public ApiKeyConfig {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }
}
