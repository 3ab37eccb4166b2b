package io.lineside.gateway.http;

import io.lineside.gateway.intake.ForeignOrder;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.mapping.Mappings;
import io.lineside.model.work.Arrival;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /v1/orders/mapped/...}: foreign orders, by the mappings of the site. Confined to Vert.x event loops. */
final class MappedRoutes {
    private static final int LONGEST_SHOWN = 500;

    private final Supplier<Mappings> mappings;
    private final OrderRoutes orders;

    MappedRoutes(Supplier<Mappings> mappings, OrderRoutes orders) {
        this.mappings = mappings;
        this.orders = orders;
    }

    void bindTo(ContractRouter router) {
        router.bind("submitMappedOrder", this::submit);
    }

    private void submit(RoutingContext context) {
        Mappings known = mappings.get();
        String name = context.pathParam("mapping");
        if (!known.has(name)) {
            String detail = "there is no mapping '" + name + "'; allowed: "
                    + (known.names().isEmpty() ? "nothing, the site has none" : String.join(", ", known.names()));
            Problem.of(404, "no-such-mapping", "No such mapping", detail).answer(context);
            return;
        }
        Optional<Arrival> arrival = orders.arrived(context, "POST /v1/orders/mapped");
        OrderRoutes.idempotencyKey(context)
                .ifPresent(key -> Bodies.read(
                        context,
                        body -> OrderRoutes.respond(
                                context,
                                ForeignOrder.of(known, name, body),
                                result -> mapped(context, key, result, arrival))));
    }

    private void mapped(RoutingContext context, Optional<String> key, ForeignOrder result, Optional<Arrival> arrival) {
        if (result instanceof ForeignOrder.Refused refused) {
            Problem.of(refused.refusal()).answer(context);
            return;
        }
        String order = ((ForeignOrder.Mapped) result).order();
        orders.submit(
                context,
                new IntakeCall(Caller.of(context).tenant(), key, order, arrival),
                refused -> answer(context, refused, order));
    }

    /** Causes point into the order that the mapping made, which the caller has not seen: what it made is shown with them. */
    private static void answer(RoutingContext context, IntakeResult refused, String order) {
        Problem problem = OrderRoutes.problem(refused);
        JsonObject body = problem.json(context.request().path(), Languages.of(context));
        JsonArray errors = body.getJsonArray("errors", new JsonArray());
        var made = new JsonObject(order);
        for (int i = 0; i < errors.size(); i++) {
            JsonObject error = errors.getJsonObject(i);
            Object fragment = JsonPointer.from(error.getString("pointer")).queryJson(made);
            if (fragment != null && String.valueOf(fragment).length() <= LONGEST_SHOWN) {
                error.put("mapped", fragment);
            }
        }
        problem.answer(context, body);
    }
}
