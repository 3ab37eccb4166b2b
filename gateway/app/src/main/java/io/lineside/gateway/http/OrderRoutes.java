package io.lineside.gateway.http;

import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.intake.Refusal;
import io.lineside.gateway.store.OrderFilter;
import io.lineside.gateway.store.Store;
import io.lineside.model.work.Arrival;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code /v1/orders}: submit and list. Confined to Vert.x event loops. */
final class OrderRoutes {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final int DEFAULT_PAGE = 50;

    private final OrderDoor door;
    private final Store store;
    private final OrderWarnings warnings;

    OrderRoutes(Shop shop, Store store) {
        this.door = shop.orders();
        this.warnings = new OrderWarnings(shop.catalog());
        this.store = store;
    }

    void bindTo(ContractRouter router) {
        router.bind("submitOrder", this::submit).bind("listOrders", this::list);
    }

    private void submit(RoutingContext context) {
        Optional<Arrival> arrival = arrived(context, "POST /v1/orders");
        idempotencyKey(context)
                .ifPresent(key -> Bodies.read(context, body -> {
                    var call = new IntakeCall(Caller.of(context).tenant(), key, body, arrival);
                    submit(context, call, refused -> problem(refused).answer(context));
                }));
    }

    /** Notes that an order has arrived, where orders are traced. */
    Optional<Arrival> arrived(RoutingContext context, String way) {
        return door.arrived(way, () -> context.request().getHeader("traceparent"));
    }

    /** Submits an order and answers; one that is refused is answered by {@code refusal}. */
    void submit(RoutingContext context, IntakeCall call, Consumer<IntakeResult> refusal) {
        respond(context, door.submit(call), result -> answer(context, result, refusal));
    }

    /** The request's key, of which there may be none; empty when the header is bad, which is answered then. */
    static Optional<Optional<String>> idempotencyKey(RoutingContext context) {
        List<String> keys = context.request().headers().getAll("Idempotency-Key");
        if (keys.size() > 1 || !keys.stream().allMatch(key -> KEY.matcher(key).matches())) {
            String detail = "there may be one Idempotency-Key, which must match " + KEY + "; was " + keys;
            Problem.of(400, "bad-header", "Bad header", detail).answer(context);
            return Optional.empty();
        }
        return Optional.of(keys.stream().findFirst());
    }

    private void answer(RoutingContext context, IntakeResult result, Consumer<IntakeResult> refusal) {
        if (result instanceof IntakeResult.Accepted accepted) {
            receipt(context, accepted.request());
        } else if (result instanceof IntakeResult.Replayed replayed) {
            context.response().putHeader("Idempotency-Replayed", "true");
            respond(
                    context,
                    store.find(Caller.of(context).tenant(), replayed.id()),
                    found -> receipt(context, found.orElseThrow().request()));
        } else if (result instanceof IntakeResult.Busy) {
            Failures.busy(context);
        } else {
            refusal.accept(result);
        }
    }

    /** What is wrong with an order that was not taken. */
    static Problem problem(IntakeResult result) {
        return Problem.of(Refusal.of(result).orElseThrow());
    }

    private void receipt(RoutingContext context, WorkRequest request) {
        context.response()
                .setStatusCode(201)
                .putHeader("Location", OrderJson.path(request.id().value()))
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(OrderJson.receipt(request, Problem.json(warnings.of(request), Languages.of(context)))
                        .toBuffer());
    }

    private void list(RoutingContext context) {
        long limit = number(context, "limit", DEFAULT_PAGE);
        long before = number(context, "cursor", Long.MAX_VALUE);
        OrderFilter filter;
        try {
            filter = filter(context);
        } catch (DateTimeException e) {
            String detail = "since must be a time such as 2026-12-01T08:00:00Z, was " + context.queryParam("since");
            Problem.of(400, "bad-query", "Bad query", detail).answer(context);
            return;
        }
        respond(context, store.list(Caller.of(context).tenant(), filter, before, (int) limit), page -> {
            var orders = new JsonArray();
            page.requests().forEach(summary -> orders.add(OrderJson.summary(summary)));
            var body = new JsonObject().put("orders", orders);
            page.next()
                    .ifPresent(
                            next -> body.put("next", "/v1/orders?limit=" + limit + "&cursor=" + next + more(context)));
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(body.toBuffer());
        });
    }

    private static OrderFilter filter(RoutingContext context) {
        Set<RequestState> states =
                context.queryParam("state").stream().map(RequestState::ofText).collect(Collectors.toSet());
        Optional<Instant> since = context.queryParam("since").stream()
                .findFirst()
                .map(text -> OffsetDateTime.parse(text).toInstant());
        return new OrderFilter(
                states, since, context.queryParam("externalId").stream().findFirst());
    }

    /** The filters once more, for the path of the next page. */
    private static String more(RoutingContext context) {
        var query = new StringBuilder();
        for (String name : List.of("state", "since", "externalId")) {
            context.queryParam(name).forEach(value -> query.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return query.toString();
    }

    /** A parameter of the query that the contract has checked. */
    static long number(RoutingContext context, String name, long otherwise) {
        List<String> given = context.queryParam(name);
        return given.isEmpty() ? otherwise : Long.parseLong(given.get(0));
    }

    static void notFound(RoutingContext context, String id) {
        Problem.of(404, "no-such-order", "No such order", "there is no order '" + id + "'")
                .answer(context);
    }

    /** Comes back to the request's event loop with the value, or fails the request. */
    static <T> void respond(RoutingContext context, CompletionStage<T> stage, Consumer<T> next) {
        Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
                .<Void>map(value -> {
                    if (!context.response().closed()) {
                        next.accept(value);
                    }
                    return null;
                })
                .onFailure(context::fail);
    }
}
