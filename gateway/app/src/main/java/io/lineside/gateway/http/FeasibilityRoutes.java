package io.lineside.gateway.http;

import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.FeasibilityResult.ItemAlternatives;
import io.lineside.gateway.intake.FeasibilityResult.Judged;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.product.Alternative;
import io.lineside.gateway.product.Alternative.Change;
import io.lineside.gateway.product.OptionFault;
import io.lineside.gateway.product.Ordered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v1/feasibility}: a verdict on an order that is not placed. Confined to Vert.x event loops. */
final class FeasibilityRoutes {
    private static final Set<String> KEPT = Set.of("product", "version");
    /** Every other field of an item is unknown, and no alternative has it. */
    private static final Set<String> RENEWED =
            Set.of("quantity", OptionFault.OPTIONS, OptionFault.PACKAGING, OptionFault.DELIVERY, OptionFault.SERVICE);

    private final FeasibilityDoor door;

    FeasibilityRoutes(FeasibilityDoor door) {
        this.door = door;
    }

    void bindTo(ContractRouter router) {
        router.bind("judgeFeasibility", this::judge);
    }

    private void judge(RoutingContext context) {
        Bodies.read(context, body -> {
            var call = new IntakeCall(Caller.of(context).tenant(), Optional.empty(), body);
            OrderRoutes.respond(context, door.judge(call), result -> answer(context, result, body));
        });
    }

    private static void answer(RoutingContext context, FeasibilityResult result, String body) {
        if (result instanceof FeasibilityResult.Unreadable unreadable) {
            Problem.of(400, "bad-json", "Body is not JSON", unreadable.detail()).answer(context);
        } else if (result instanceof FeasibilityResult.Busy) {
            Failures.busy(context);
        } else {
            var judged = (Judged) result;
            // What is judged was JSON, and its items are objects where there are alternatives to them.
            JsonObject order = judged.alternatives().isEmpty() ? new JsonObject() : new JsonObject(body);
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(json(judged, Languages.of(context), order).toBuffer());
        }
    }

    private static JsonObject json(Judged judged, Languages languages, JsonObject order) {
        var alternatives = new JsonArray();
        boolean complete = true;
        for (ItemAlternatives item : judged.alternatives()) {
            JsonObject ordered = order.getJsonArray("items").getJsonObject(item.index());
            item.alternatives().forEach(alternative -> alternatives.add(json(item, alternative, ordered)));
            complete &= item.complete();
        }
        var json = new JsonObject()
                .put("feasible", judged.feasible())
                .put("causes", Problem.json(judged.causes(), languages))
                .put("warnings", Problem.json(judged.warnings(), languages));
        judged.expected()
                .ifPresent(expected -> json.put(
                        "expected",
                        new JsonObject()
                                .put("start", expected.start().toString())
                                .put("finish", expected.finish().toString())
                                .put("basis", expected.basis().text())));
        return judged.feasible() ? json : json.put("alternatives", alternatives).put("alternativesComplete", complete);
    }

    private static JsonObject json(ItemAlternatives item, Alternative alternative, JsonObject ordered) {
        var changes = new JsonArray();
        String pointer = "/items/" + item.index();
        if (!Integer.valueOf(item.quantity()).equals(ordered.getValue("quantity"))) {
            changes.add(new JsonObject()
                    .put("pointer", pointer + "/quantity")
                    .put("was", ordered.getValue("quantity"))
                    .put("becomes", item.quantity()));
        }
        alternative.changes().forEach(change -> changes.add(json(pointer, change)));
        var instead = new JsonObject();
        for (String field : ordered.fieldNames()) {
            if (KEPT.contains(field)) {
                instead.put(field, ordered.getValue(field));
            } else if (!RENEWED.contains(field)) {
                changes.add(new JsonObject()
                        .put("pointer", pointer + "/" + escaped(field))
                        .put("was", String.valueOf(ordered.getValue(field))));
            }
        }
        instead.put("quantity", item.quantity());
        Ordered blocks = alternative.ordered();
        put(instead, OptionFault.OPTIONS, blocks.options());
        put(instead, OptionFault.PACKAGING, blocks.packaging());
        put(instead, OptionFault.DELIVERY, blocks.delivery());
        put(instead, OptionFault.SERVICE, blocks.service());
        return new JsonObject().put("pointer", pointer).put("changes", changes).put("item", instead);
    }

    private static JsonObject json(String pointer, Change change) {
        var json = new JsonObject().put("pointer", pointer + "/" + change.block() + "/" + escaped(change.name()));
        change.was().ifPresent(value -> json.put("was", value));
        change.becomes().ifPresent(value -> json.put("becomes", value));
        return json;
    }

    /** RFC 6901, 3. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static void put(JsonObject item, String block, Map<String, ? extends @Nullable Object> values) {
        if (values.isEmpty()) {
            return;
        }
        var json = new JsonObject();
        values.forEach(json::put);
        item.put(block, json);
    }
}
