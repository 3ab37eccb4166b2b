package io.lineside.gateway.http;

import io.lineside.gateway.progress.UnitFate;
import io.lineside.gateway.progress.UnitFates;
import io.lineside.gateway.store.RequestView;
import io.lineside.gateway.store.Store;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * {@code /v1/orders/{id}/units}: every ordered piece, its specification, what lines were told about it and what they
 * reported. Worked out from the jobs when it is asked for. Confined to Vert.x event loops.
 */
final class UnitRoutes {
    private static final int DEFAULT_PAGE = 100;

    private final Store store;

    UnitRoutes(Store store) {
        this.store = store;
    }

    void bindTo(ContractRouter router) {
        router.bind("listUnits", this::list).bind("readUnit", this::read);
    }

    private void list(RoutingContext context) {
        // The contract has let only well-formed queries in.
        List<String> limits = context.queryParam("limit");
        List<String> cursors = context.queryParam("cursor");
        int limit = limits.isEmpty() ? DEFAULT_PAGE : Integer.parseInt(limits.get(0));
        Place from = Place.of(cursors.stream().findFirst());
        withOrder(
                context,
                view -> answer(
                        context,
                        page(
                                view,
                                from,
                                limit,
                                cursor -> OrderJson.path(view.request().id().value()) + "/units?limit=" + limit
                                        + "&cursor=" + cursor)));
    }

    /** A piece by its item and number. */
    record Place(int item, int number) {
        /** The place that a cursor names, as {@code item.number}; the first piece where there is none. */
        static Place of(Optional<String> cursor) {
            String[] parts = cursor.orElse("1.1").split("\\.", 2);
            return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    /** So many pieces from one on; {@code next} makes what leads to the rest out of a cursor. */
    static JsonObject page(RequestView view, Place from, int limit, UnaryOperator<String> next) {
        Map<Integer, List<TrackedJob>> jobs = view.jobs().stream().collect(Collectors.groupingBy(TrackedJob::item));
        var units = new JsonArray();
        var body = new JsonObject().put("ordered", view.request().quantity()).put("units", units);
        for (WorkItem item : view.request().items()) {
            if (item.number() < from.item()) {
                continue;
            }
            var fates = new UnitFates(jobs.getOrDefault(item.number(), List.of()));
            int first = item.number() == from.item() ? from.number() : 1;
            for (int number = first; number <= item.quantity(); number++) {
                if (units.size() == limit) {
                    return body.put("next", next.apply(item.number() + "." + number));
                }
                units.add(UnitJson.summary(view.request().id(), item, number, fates.of(number)));
            }
        }
        return body;
    }

    private void read(RoutingContext context) {
        String serial = context.pathParam("serial");
        withOrder(context, view -> {
            Optional<Place> place =
                    UnitJson.place(view.request().id(), serial).map(found -> new Place(found[0], found[1]));
            Optional<WorkItem> item = view.request().items().stream()
                    .filter(one -> place.filter(
                                    found -> found.item() == one.number() && found.number() <= one.quantity())
                            .isPresent())
                    .findFirst();
            if (item.isEmpty()) {
                Problem.of(
                                404,
                                "no-such-unit",
                                "No such unit",
                                "the order has no piece with the serial '" + serial + "'")
                        .answer(context);
                return;
            }
            show(context, view, item.get(), place.orElseThrow().number());
        });
    }

    private void show(RoutingContext context, RequestView view, WorkItem item, int number) {
        UnitFate fate = new UnitFates(view.jobs().stream()
                        .filter(job -> job.item() == item.number())
                        .toList())
                .of(number);
        OrderRoutes.respond(
                context,
                instructed(fate.jobs()),
                orders -> answer(context, UnitJson.whole(view.request().id(), item, number, fate, orders)));
    }

    /** What lines were told, for the jobs that were sent; a payload that was altered is left out. */
    private CompletionStage<Map<TrackedJob, JobOrder>> instructed(List<TrackedJob> jobs) {
        Map<TrackedJob, JobOrder> orders = new HashMap<>();
        CompletionStage<Map<TrackedJob, JobOrder>> all = CompletableFuture.completedFuture(orders);
        for (TrackedJob job : jobs) {
            if (job.attempt() > 0) {
                all = all.thenCombine(store.planned(job.id()), (map, order) -> {
                    order.ifPresent(found -> map.put(job, found));
                    return map;
                });
            }
        }
        return all;
    }

    private void withOrder(RoutingContext context, Consumer<RequestView> next) {
        String id = context.pathParam("id");
        if (!OrderRoutes.ORDER_ID.matcher(id).matches()) {
            OrderRoutes.notFound(context, id);
            return;
        }
        OrderRoutes.respond(context, store.find(Caller.of(context).tenant(), new WorkRequestId(id)), found -> {
            if (found.isPresent()) {
                next.accept(found.get());
            } else {
                OrderRoutes.notFound(context, id);
            }
        });
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
