package io.lineside.gateway.http;

import io.lineside.model.line.LineHealth;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The management port: {@code /health}, alive and which line is away and why, and {@code /metrics}. */
final class ManagementRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Management management;

    ManagementRoutes(Management management) {
        this.management = management;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Methods.get(router, "/health/live", context -> answer(context, new JsonObject().put("status", "UP")));
        Methods.get(router, "/health", context -> answer(context, report()));
        Methods.get(router, "/metrics", this::metrics);
        Methods.only(router, "/health/live", "GET, HEAD, OPTIONS");
        Methods.only(router, "/health", "GET, HEAD, OPTIONS");
        Methods.only(router, "/metrics", "GET, HEAD, OPTIONS");
        return Failures.answeredBy(router);
    }

    private JsonObject report() {
        var lines = new JsonObject();
        boolean all = true;
        for (var entry : management.health().lines().entrySet()) {
            LineHealth line = entry.getValue();
            all &= line.connected();
            var json = new JsonObject().put("connected", line.connected()).put("detail", line.detail());
            line.lastContact().ifPresent(at -> json.put("lastContact", at.toString()));
            if (!line.warnings().isEmpty()) {
                json.put("warnings", new JsonArray(line.warnings()));
            }
            lines.put(entry.getKey().value(), json);
        }
        // A line that is away is no reason to take no orders: they wait for it.
        return new JsonObject().put("status", all ? "UP" : "DEGRADED").put("lines", lines);
    }

    private void metrics(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", PROMETHEUS_TEXT)
                .end(management.metrics().text());
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
