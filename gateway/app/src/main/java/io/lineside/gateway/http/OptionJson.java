package io.lineside.gateway.http;

import io.lineside.gateway.product.OptionFault;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What was ordered of one item, in the shape in which it was ordered: inside the gateway a value of delivery or service,
 * and each part of a file reference, has a name with a dot.
 */
record OptionJson(WorkItem item, UnaryOperator<Object> personal) {
    private static final String MASK = "•••";
    /** Of an order of an older version nobody knows which of its texts are personal. */
    private static final String UNKNOWN = "*";

    private static final List<String> BLOCKS = List.of(OptionFault.DELIVERY, OptionFault.SERVICE);

    /** As it was ordered. */
    OptionJson(WorkItem item) {
        this(item, value -> value);
    }

    /** As everybody at the plant may see it: nothing of what is personal. */
    static OptionJson masked(WorkItem item) {
        return new OptionJson(item, value -> MASK);
    }

    JsonObject options() {
        JsonObject all = nested("", item.options());
        BLOCKS.forEach(all::remove);
        return all;
    }

    JsonObject packaging() {
        return nested("packaging.", item.packaging());
    }

    /** Adds the blocks of delivery and service, where something was ordered of them. */
    void more(JsonObject to) {
        JsonObject all = nested("", item.options());
        BLOCKS.stream().filter(all::containsKey).forEach(block -> to.put(block, all.getJsonObject(block)));
    }

    private JsonObject nested(String prefix, Map<String, ParameterValue> values) {
        var json = new JsonObject();
        values.forEach((name, value) -> {
            String[] path = name.split("\\.", -1);
            JsonObject parent = json;
            for (int i = 0; i < path.length - 1; i++) {
                if (!parent.containsKey(path[i])) {
                    parent.put(path[i], new JsonObject());
                }
                parent = parent.getJsonObject(path[i]);
            }
            boolean isPersonal = isPersonal(prefix + name, value);
            parent.put(path[path.length - 1], isPersonal ? personal.apply(value.plain()) : value.plain());
        });
        return json;
    }

    private boolean isPersonal(String name, ParameterValue value) {
        return item.personal().contains(UNKNOWN)
                ? value instanceof ParameterValue.Text
                : item.personal().stream().anyMatch(own -> name.equals(own) || name.startsWith(own + "."));
    }
}
