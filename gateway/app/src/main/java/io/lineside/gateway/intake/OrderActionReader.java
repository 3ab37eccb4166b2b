package io.lineside.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of an action; every fault is named. Thread-safe. */
final class OrderActionReader {
    private static final int MOST = 10_000;

    private OrderActionReader() {}

    /** What was read; the action is there when there are no causes. */
    record Read(Optional<OrderAction> action, List<Cause> causes) {}

    static Read read(String word, JsonNode body) {
        List<Cause> causes = new ArrayList<>();
        boolean amend = word.equals("amend");
        if (!amend && !word.equals("cancel")) {
            new Fields(body, "", causes);
            return new Read(
                    Optional.of(word.equals("hold") ? new OrderAction.Hold() : new OrderAction.Resume()), causes);
        }
        var fields = new Fields(body, "", causes, "items");
        if (!amend && !fields.has("items")) {
            return new Read(Optional.of(new OrderAction.Cancel(Optional.empty())), causes);
        }
        Optional<Map<Integer, Integer>> pieces = pieces(fields, amend ? 0 : 1, causes);
        return new Read(
                amend ? pieces.map(OrderAction.Amend::new) : Optional.of(new OrderAction.Cancel(pieces)), causes);
    }

    private static Optional<Map<Integer, Integer>> pieces(Fields fields, int least, List<Cause> causes) {
        JsonNode items = fields.node("items");
        if (!items.isArray() || items.isEmpty()) {
            String rule = items.isMissingNode() ? "required" : "type";
            fields.fault("/items", rule, items, "a list of items", "must be a list of items");
            return Optional.empty();
        }
        Map<Integer, Integer> pieces = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            var item = new Fields(items.get(i), "/items/" + i, causes, "number", "quantity");
            Optional<Integer> number = item.whole("number", true, 1, Integer.MAX_VALUE);
            Optional<Integer> quantity = item.whole("quantity", true, least, MOST);
            if (number.isPresent() && quantity.isPresent() && pieces.put(number.get(), quantity.get()) != null) {
                item.fault(item.at("number"), "twice", item.node("number"), "", "is named twice");
            }
        }
        return Optional.of(pieces);
    }
}
