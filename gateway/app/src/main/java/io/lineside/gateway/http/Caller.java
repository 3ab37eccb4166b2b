package io.lineside.gateway.http;

import io.lineside.config.Scope;
import io.lineside.gateway.access.Credential;
import io.lineside.model.TenantId;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Set;

/** Who sent a request, by his credential alone. */
record Caller(Credential credential) {
    private static final String KEY = "lineside.caller";

    /** Whose orders he sees. */
    TenantId tenant() {
        return credential.tenant();
    }

    /** What he may do. */
    Set<Scope> scopes() {
        return credential.scopes();
    }

    void sends(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Who sent this request; there is nobody without having passed the {@link Doorkeeper}. */
    static Caller of(RoutingContext context) {
        return Objects.requireNonNull(context.<Caller>get(KEY), "a request that nobody looked at");
    }
}
