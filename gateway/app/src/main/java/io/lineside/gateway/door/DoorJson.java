package io.lineside.gateway.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.door.format.OrderText;
import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.intake.Refusal;
import io.lineside.model.work.WorkRequest;
import java.util.List;
import java.util.Map;

/**
 * Answers of doors as JSON, in the words of the platform API: receipts, and RFC 9457 problem details. The one renderer of
 * receipts beside files, replies to messages and whatever else answers. Thread-safe.
 *
 * @param warnings what is worth telling about an order that is taken
 */
public record DoorJson(OrderWarnings warnings) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_SHOWN = 500;
    /** The document itself, whose causes name places of it and not of an order. */
    private static final OrderText WHOLE = new OrderText("", Map.of());

    /**
     * The reply to a document: the receipt or the problem of its one order, or of each in {@code orders}.
     *
     * @param instance names the document to whoever sent it
     */
    public ObjectNode reply(DoorAnswer answer, String instance) {
        if (answer instanceof DoorAnswer.Refused refused) {
            return problem(refused.refusal(), instance);
        }
        if (answer instanceof DoorAnswer.Later later) {
            return problem(
                    new Refusal(503, "busy", "Busy", later.why() + "; the same is tried again in a moment"), instance);
        }
        List<OrderAnswer> orders = ((DoorAnswer.Answered) answer).orders();
        return orders.size() == 1 ? reply(orders.get(0), instance) : replies((DoorAnswer.Answered) answer, instance);
    }

    private ObjectNode replies(DoorAnswer.Answered answer, String instance) {
        List<OrderAnswer> orders = answer.orders();
        long refused =
                orders.stream().filter(order -> order.refusal().isPresent()).count();
        ObjectNode json = answer.complete()
                ? NODES.objectNode()
                : problem(
                        new Refusal(
                                422,
                                "orders-refused",
                                "Orders of the document can not be made as they stand",
                                refused + " of " + orders.size() + " orders; the others are taken"),
                        instance);
        ArrayNode each = json.putArray("orders");
        for (int i = 0; i < orders.size(); i++) {
            each.add(reply(orders.get(i), instance + "#" + (i + 1)));
        }
        return json;
    }

    private ObjectNode reply(OrderAnswer order, String instance) {
        return order.request()
                .map(request -> receipt(request, order))
                .orElseGet(() -> problem(order.refusal().orElseThrow(), order.text(), instance));
    }

    private ObjectNode receipt(WorkRequest request, OrderAnswer order) {
        ObjectNode json = NODES.objectNode().put("id", request.id().value());
        request.externalId().ifPresent(id -> json.put("externalId", id));
        json.put("acceptedAt", request.acceptedAt().toString())
                .put("quantity", request.quantity())
                .put("status", "/v1/orders/" + request.id().value());
        List<Cause> told = warnings.of(request);
        if (!told.isEmpty()) {
            causes(json.putArray("warnings"), told, order.text());
        }
        return json;
    }

    private static ObjectNode problem(Refusal refusal, String instance) {
        return problem(refusal, WHOLE, instance);
    }

    private static ObjectNode problem(Refusal refusal, OrderText text, String instance) {
        ObjectNode json = NODES.objectNode()
                .put("type", Refusal.TYPE + refusal.code())
                .put("title", refusal.title())
                .put("status", refusal.status())
                .put("detail", refusal.detail())
                .put("instance", instance);
        if (!refusal.causes().isEmpty()) {
            causes(json.putArray("errors"), refusal.causes(), text);
        }
        return json;
    }

    private static void causes(ArrayNode into, List<Cause> causes, OrderText text) {
        for (Cause cause : causes) {
            ObjectNode error = into.addObject().put("pointer", cause.pointer());
            text.place(cause.pointer()).ifPresent(place -> error.put("at", place));
            error.put("rule", cause.rule()).put("detail", cause.detail()).put("was", cause.was());
            if (!cause.allowed().isEmpty()) {
                error.put("allowed", cause.allowed());
            }
            text.fragment(cause.pointer())
                    .filter(found -> found.toString().length() <= LONGEST_SHOWN)
                    .ifPresent(found -> error.set("mapped", found));
        }
    }
}
