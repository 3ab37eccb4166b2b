package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.observe.LinePace;
import io.lineside.gateway.store.LineWork;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.work.RequestState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The plant in one answer: every line with its link, its work and its pace, and how many orders are open. Thread-safe. */
final class Board {
    private final Store store;
    private final Management management;

    Board(Store store, Management management) {
        this.store = store;
        this.management = management;
    }

    CompletionStage<JsonObject> plant() {
        return store.board().thenCombine(store.openOrders(), this::plant);
    }

    JsonObject routes() {
        var routes = new JsonArray();
        management
                .traffic()
                .routes()
                .forEach(route -> routes.add(new JsonObject()
                        .put("route", route.id())
                        .put("description", route.description())
                        .put("from", route.from())
                        .put("completed", route.completed())
                        .put("failed", route.failed())
                        .put("inFlight", route.inFlight())));
        return new JsonObject().put("routes", routes);
    }

    private JsonObject plant(Map<EquipmentId, LineWork> work, Map<RequestState, Integer> open) {
        Instant now = management.operations().clock().instant();
        var lines = new JsonArray();
        management
                .health()
                .lines()
                .forEach((line, health) -> lines.add(line(line, health, work.getOrDefault(line, LineWork.NONE), now)));
        var orders = new JsonObject();
        open.forEach((state, count) -> orders.put(state.text(), count));
        return new JsonObject()
                .put("at", now.toString())
                .put("takesOrders", store.health().takesOrders())
                .put("storeWarnings", new JsonArray(store.health().warnings()))
                .put("orders", orders)
                .put("paceMinutes", LinePace.MINUTES)
                .put("lines", lines);
    }

    private JsonObject line(EquipmentId line, LineHealth health, LineWork work, Instant now) {
        var jobs = new JsonArray();
        work.atLine().forEach(job -> jobs.add(JobJson.job(job, now)));
        List<OverdueJob> overdue = management.operations().overdue().latest().getOrDefault(line, List.of());
        var json = new JsonObject()
                .put("line", line.value())
                .put("connected", health.connected())
                .put("detail", health.detail())
                .put("warnings", new JsonArray(health.warnings()))
                .put("ready", work.ready())
                .put("waiting", work.waiting())
                .put("overdue", overdue.size())
                .put("pieces", management.pace().pieces(line))
                .put("jobs", jobs);
        health.lastContact().ifPresent(at -> json.put("lastContact", at.toString()));
        certificate(health)
                .ifPresent(until ->
                        json.put("certificateDays", Duration.between(now, until).toDays()));
        return json;
    }

    /** When the first of the two certificates ends. */
    private static Optional<Instant> certificate(LineHealth health) {
        Optional<Instant> own = health.measures().gatewayCertificateUntil();
        Optional<Instant> theirs = health.measures().lineCertificateUntil();
        if (own.isPresent() && theirs.isPresent()) {
            return own.get().isBefore(theirs.get()) ? own : theirs;
        }
        return own.or(() -> theirs);
    }
}
