package io.lineside.gateway.http;

import io.lineside.model.line.LineHealth;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /health} on the management port: alive, and which line is away and why. */
final class HealthRoutes {
    private final HealthReport health;

    HealthRoutes(HealthReport health) {
        this.health = health;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Methods.get(router, "/health/live", context -> answer(context, new JsonObject().put("status", "UP")));
        Methods.get(router, "/health", context -> answer(context, report()));
        Methods.only(router, "/health/live", "GET, HEAD, OPTIONS");
        Methods.only(router, "/health", "GET, HEAD, OPTIONS");
        return Failures.answeredBy(router);
    }

    private JsonObject report() {
        var lines = new JsonObject();
        boolean all = true;
        for (var entry : health.lines().entrySet()) {
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

    private static void answer(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
