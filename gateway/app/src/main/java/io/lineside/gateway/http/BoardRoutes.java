package io.lineside.gateway.http;

import io.lineside.gateway.store.OrderSearch;
import io.lineside.gateway.store.RequestSummary;
import io.lineside.gateway.store.Store;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.RequestState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /board} on the management port: the whole plant and all orders, whoever ordered them, as the console shows them.
 * Confined to event loops.
 */
final class BoardRoutes {
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final int PAGE = 50;
    private static final int MOST_EVENTS = 500;
    private static final int PIECES = 200;

    private final Store store;
    private final Board board;

    BoardRoutes(Store store, Board board) {
        this.store = store;
        this.board = board;
    }

    void bindTo(ContractRouter router) {
        router.bind("readBoard", context -> OrderRoutes.respond(context, board.plant(), body -> answer(context, body)))
                .bind("readTraffic", context -> answer(context, board.routes()))
                .bind("searchOrders", this::orders)
                .bind("readAnyOrder", this::order)
                .bind("readOrderEvents", this::events)
                .bind("readOrderPieces", this::pieces);
    }

    private void orders(RoutingContext context) {
        Optional<RequestState> state = first(context, "state").map(RequestState::ofText);
        var filter = new OrderSearch(state, first(context, "search").orElse(""));
        long before = first(context, "before").map(Long::parseLong).orElse(Long.MAX_VALUE);
        OrderRoutes.respond(context, store.search(filter, before, PAGE), page -> {
            var orders = new JsonArray();
            page.requests().forEach(order -> orders.add(row(order)));
            var json = new JsonObject().put("orders", orders);
            page.next().ifPresent(next -> json.put("next", Long.toString(next)));
            answer(context, json);
        });
    }

    private static JsonObject row(RequestSummary order) {
        var json = OrderJson.summary(order).put("finished", Math.min(order.finished(), order.quantity()));
        order.requestedBy().ifPresent(at -> json.put("requestedBy", at.toString()));
        return json;
    }

    /** Counted on the store's thread: an order may have a hundred thousand pieces. */
    private void pieces(RoutingContext context) {
        UnitRoutes.Place from = UnitRoutes.Place.of(first(context, "cursor"));
        id(context)
                .ifPresent(id -> OrderRoutes.respond(
                        context,
                        store.find(id)
                                .thenApply(
                                        found -> found.map(view -> UnitRoutes.page(view, from, PIECES, cursor -> cursor)
                                                .put("counts", UnitCounts.of(view)))),
                        found -> found.ifPresentOrElse(body -> answer(context, body), () -> noSuchOrder(context))));
    }

    private void order(RoutingContext context) {
        id(context)
                .ifPresent(id -> OrderRoutes.respond(
                        context,
                        store.find(id),
                        found -> found.ifPresentOrElse(
                                view -> answer(context, OrderJson.masked(view)), () -> noSuchOrder(context))));
    }

    private void events(RoutingContext context) {
        long seq = first(context, "after").map(Long::parseLong).orElse(0L);
        id(context)
                .ifPresent(id -> OrderRoutes.respond(
                        context,
                        store.tenantOf(id),
                        tenant -> tenant.ifPresentOrElse(
                                whose -> OrderRoutes.respond(
                                        context, store.events(whose, id, seq, MOST_EVENTS), found -> {
                                            var events = new JsonArray();
                                            found.forEach(event -> events.add(JobJson.event(event)));
                                            answer(context, new JsonObject().put("events", events));
                                        }),
                                () -> noSuchOrder(context))));
    }

    private static Optional<WorkRequestId> id(RoutingContext context) {
        String id = context.pathParam("id");
        if (ORDER_ID.matcher(id).matches()) {
            return Optional.of(new WorkRequestId(id));
        }
        noSuchOrder(context);
        return Optional.empty();
    }

    private static void noSuchOrder(RoutingContext context) {
        Problem.of(404, "no-such-order", "No such order", "there is no order of this id")
                .answer(context);
    }

    private static Optional<String> first(RoutingContext context, String name) {
        return context.queryParam(name).stream().findFirst();
    }

    private static void answer(RoutingContext context, JsonObject body) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
