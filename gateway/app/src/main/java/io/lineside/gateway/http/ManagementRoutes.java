package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.reload.ReloadState;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreHealth;
import io.lineside.model.line.LineHealth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * The management port: {@code /health}, alive, how the store is, and which line is away and why, and {@code /metrics}.
 */
final class ManagementRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Management management;
    private final Store store;
    private final Webhooks webhooks;
    private final Supplier<JsonObject> door;

    ManagementRoutes(Management management, Store store, Webhooks webhooks, Supplier<JsonObject> door) {
        this.management = management;
        this.store = store;
        this.webhooks = webhooks;
        this.door = door;
    }

    void bindTo(ContractRouter router) {
        router.bind("readLiveness", context -> answer(context, new JsonObject().put("status", "UP")))
                .bind("readHealth", context -> answer(context, report()))
                .bind("readMetrics", this::metrics);
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
            List<OverdueJob> overdue =
                    management.operations().overdue().latest().getOrDefault(entry.getKey(), List.of());
            all &= overdue.isEmpty();
            if (!overdue.isEmpty()) {
                json.put(
                        "overdue",
                        JobJson.overdue(overdue, management.operations().clock().instant()));
            }
            lines.put(entry.getKey().value(), json);
        }
        // A line that is away is no reason to take no orders: they wait for it.
        StoreHealth kept = store.health();
        all &= kept.takesOrders() && kept.warnings().isEmpty();
        ReloadState site = management.operations().reloader().state();
        all &= site.refusal().isEmpty();
        JsonObject troubled = WebhookJson.troubled(webhooks.all());
        all &= troubled.isEmpty();
        JsonObject doors = doors();
        all &= doors.stream().noneMatch(door -> ((JsonObject) door.getValue()).containsKey("detail"));
        var report = new JsonObject()
                .put("status", all ? "UP" : "DEGRADED")
                .put("store", json(kept))
                .put("api", door.get())
                .put("site", SiteRoutes.json(site))
                .put("lines", lines);
        if (!doors.isEmpty()) {
            report.put("doors", doors);
        }
        return troubled.isEmpty() ? report : report.put("webhooks", troubled);
    }

    private JsonObject doors() {
        var doors = new JsonObject();
        management.doors().doors().forEach((name, found) -> {
            var door = new JsonObject().put("working", found.trouble().isEmpty());
            found.trouble().ifPresent(why -> door.put("detail", why));
            doors.put(name, door);
        });
        return doors;
    }

    private static JsonObject json(StoreHealth store) {
        var json = new JsonObject().put("takesOrders", store.takesOrders());
        store.free().ifPresent(free -> json.put("freeBytes", free));
        json.put("reserveBytes", store.reserve());
        store.lastBackup().ifPresent(at -> json.put("lastBackup", at.toString()));
        if (!store.warnings().isEmpty()) {
            json.put("warnings", new JsonArray(store.warnings()));
        }
        return json;
    }

    private void metrics(RoutingContext context) {
        // Thousands of numbers on a large site, and a look into the store: nobody else waits for that.
        context.vertx()
                .executeBlocking(management.metrics()::text, false)
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", PROMETHEUS_TEXT)
                        .end(text))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
