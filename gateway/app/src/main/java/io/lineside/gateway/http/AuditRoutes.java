package io.lineside.gateway.http;

import io.lineside.gateway.store.AuditRow;
import io.lineside.gateway.store.AuditStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /audit} on the management port: who did what. Confined to event loops. */
final class AuditRoutes {
    private static final int DEFAULT_PAGE = 100;

    private final AuditStore audit;

    AuditRoutes(AuditStore audit) {
        this.audit = audit;
    }

    void bindTo(ContractRouter router) {
        router.bind("readAudit", this::read);
    }

    private void read(RoutingContext context) {
        int limit = (int) OrderRoutes.number(context, "limit", DEFAULT_PAGE);
        long before = OrderRoutes.number(context, "before", Long.MAX_VALUE);
        OrderRoutes.respond(context, audit.page(before, limit), rows -> show(context, rows, limit));
    }

    private static void show(RoutingContext context, List<AuditRow> rows, int limit) {
        var entries = new JsonArray();
        rows.forEach(row -> entries.add(json(row)));
        var body = new JsonObject().put("entries", entries);
        if (rows.size() == limit) {
            body.put("next", rows.get(limit - 1).number());
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    private static JsonObject json(AuditRow row) {
        return new JsonObject()
                .put("number", row.number())
                .put("at", row.at().toString())
                .put("who", row.entry().who())
                .put("what", row.entry().what())
                .put("subject", row.entry().subject())
                .put("detail", row.entry().detail())
                .put("previousHash", row.previousHash())
                .put("hash", row.hash());
    }
}
