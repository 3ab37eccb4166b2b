package io.lineside.gateway.http;

import io.lineside.gateway.intake.OrderActions;
import io.lineside.gateway.intake.OrderActions.Result;
import io.lineside.model.WorkRequestId;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /v1/orders/{id}/cancel}, {@code amend}, {@code hold}, {@code resume}, {@code erase} and {@code actions}. Confined to Vert.x event loops. */
final class ActionRoutes {
    private final OrderActions actions;

    ActionRoutes(OrderActions actions) {
        this.actions = actions;
    }

    void bindTo(ContractRouter router) {
        router.bind("cancelOrder", context -> act(context, "cancel"))
                .bind("amendOrder", context -> act(context, "amend"))
                .bind("holdOrder", context -> act(context, "hold"))
                .bind("resumeOrder", context -> act(context, "resume"))
                .bind("eraseOrder", this::erase)
                .bind("readActions", this::possible);
    }

    private void act(RoutingContext context, String word) {
        Optional<WorkRequestId> order = order(context);
        Optional<Optional<String>> key = OrderRoutes.idempotencyKey(context);
        if (order.isEmpty() || key.isEmpty()) {
            return;
        }
        Bodies.read(
                context,
                body -> OrderRoutes.respond(
                        context,
                        actions.act(word, Caller.of(context).tenant(), order.get(), key.get(), body),
                        result -> answer(context, result)));
    }

    private void erase(RoutingContext context) {
        order(context)
                .ifPresent(id -> Bodies.read(
                        context,
                        body -> OrderRoutes.respond(
                                context,
                                actions.erase(
                                        Caller.of(context).tenant(),
                                        id,
                                        Caller.of(context).credential().name(),
                                        body),
                                result -> answer(context, result))));
    }

    private void possible(RoutingContext context) {
        order(context)
                .ifPresent(id -> OrderRoutes.respond(
                        context,
                        actions.possible(Caller.of(context).tenant(), id),
                        found -> found.ifPresentOrElse(
                                json -> send(context, json), () -> OrderRoutes.notFound(context, id.value()))));
    }

    private static Optional<WorkRequestId> order(RoutingContext context) {
        String id = context.pathParam("id");
        if (OrderRoutes.ORDER_ID.matcher(id).matches()) {
            return Optional.of(new WorkRequestId(id));
        }
        OrderRoutes.notFound(context, id);
        return Optional.empty();
    }

    private static void answer(RoutingContext context, Result result) {
        if (result instanceof Result.Done done) {
            if (done.replayed()) {
                context.response().putHeader("Idempotency-Replayed", "true");
            }
            send(context, done.answer());
        } else if (result instanceof Result.Erased erased) {
            var json = new JsonObject()
                    .put("order", context.pathParam("id"))
                    .put("erased", erased.at().toString());
            send(context, json.encode());
        } else if (result instanceof Result.Open open) {
            String detail = "the order is " + open.state()
                    + ": its lines still need what was ordered; cancel it, or wait" + " until it is over";
            Problem.of(409, "order-open", "The order is not over", detail).answer(context);
        } else if (result instanceof Result.Unreadable unreadable) {
            Problem.of(400, "bad-json", "Body is not JSON", unreadable.detail()).answer(context);
        } else if (result instanceof Result.Over over) {
            String detail = "the order is " + over.state() + ": nothing of it can be changed any more";
            Problem.of(409, "order-over", "The order is over", detail).answer(context);
        } else if (result instanceof Result.KeyReused reused) {
            String detail = "the key belongs to another request, about order " + reused.order() + "; use a new key";
            Problem.of(422, "idempotency-key-reused", "Idempotency-Key was used before", detail)
                    .answer(context);
        } else if (result instanceof Result.Faulty faulty) {
            int count = faulty.causes().size();
            new Problem(
                            422,
                            "action-refused",
                            "This can not be done as it stands",
                            count == 1 ? "1 fault" : count + " faults",
                            faulty.causes())
                    .answer(context);
        } else {
            OrderRoutes.notFound(context, context.pathParam("id"));
        }
    }

    private static void send(RoutingContext context, String json) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(json);
    }
}
