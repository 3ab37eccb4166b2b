package io.lineside.gateway.http;

import io.lineside.gateway.product.OptionFault;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.WorkItem;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What was ordered of one item, in the shape in which it was ordered: inside the gateway a value of delivery or service,
 * and each part of a file reference, has a name with a dot.
 */
record OptionJson(WorkItem item) {
    private static final List<String> BLOCKS = List.of(OptionFault.DELIVERY, OptionFault.SERVICE);

    JsonObject options() {
        JsonObject all = nested(item.options());
        BLOCKS.forEach(all::remove);
        return all;
    }

    JsonObject packaging() {
        return nested(item.packaging());
    }

    /** Adds the blocks of delivery and service, where something was ordered of them. */
    void more(JsonObject to) {
        JsonObject all = nested(item.options());
        BLOCKS.stream().filter(all::containsKey).forEach(block -> to.put(block, all.getJsonObject(block)));
    }

    private static JsonObject nested(Map<String, ParameterValue> values) {
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
            parent.put(path[path.length - 1], value.plain());
        });
        return json;
    }
}
