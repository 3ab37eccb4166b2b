package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Job orders as the JSON text that is stored and digested: every field exact, empty ones left out. */
final class JobOrderText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JobOrderText() {}

    static String write(JobOrder order) {
        var json = JSON.objectNode()
                .put("id", order.id().value())
                .put("workMasterId", order.workMasterId().value())
                .put("priority", order.priority());
        if (!order.description().isEmpty()) {
            json.put("description", order.description());
        }
        order.startTime().ifPresent(time -> json.put("startTime", time.toString()));
        order.endTime().ifPresent(time -> json.put("endTime", time.toString()));
        order.customerOrder().ifPresent(number -> json.put("customerOrder", number));
        putAll(json, "parameters", order.parameters(), JobOrderText::parameter);
        putAll(json, "personnel", order.personnel(), JobOrderText::resource);
        putAll(json, "equipment", order.equipment(), JobOrderText::resource);
        putAll(json, "physicalAssets", order.physicalAssets(), JobOrderText::resource);
        putAll(json, "materials", order.materials(), JobOrderText::material);
        return json.toString();
    }

    /** The order in a text written here; an {@link IllegalArgumentException} for any other text. */
    static JobOrder read(String text) {
        var json = ValueText.parse(text);
        return new JobOrder(
                new JobOrderId(json.required("id").textValue()),
                json.path("description").asText(""),
                new WorkMasterId(json.required("workMasterId").textValue()),
                text(json, "startTime").map(Instant::parse),
                text(json, "endTime").map(Instant::parse),
                json.required("priority").intValue(),
                readAll(json, "parameters", JobOrderText::parameter),
                readAll(json, "personnel", JobOrderText::resource),
                readAll(json, "equipment", JobOrderText::resource),
                readAll(json, "physicalAssets", JobOrderText::resource),
                readAll(json, "materials", JobOrderText::material),
                text(json, "customerOrder"));
    }

    private static ObjectNode parameter(JobParameter parameter) {
        var json = JSON.objectNode().put("id", parameter.id());
        json.set("value", ValueText.write(parameter.value()));
        put(json, "unit", parameter.engineeringUnits());
        putAll(json, "parts", parameter.subparameters(), JobOrderText::parameter);
        return json;
    }

    private static JobParameter parameter(JsonNode json) {
        return new JobParameter(
                json.required("id").textValue(),
                ValueText.read(json.required("value")),
                text(json, "unit").orElse(null),
                readAll(json, "parts", JobOrderText::parameter));
    }

    private static ObjectNode resource(Resource resource) {
        var json = JSON.objectNode().put("id", resource.id());
        put(json, "use", resource.use());
        put(json, "quantity", resource.quantity());
        put(json, "unit", resource.engineeringUnits());
        return json;
    }

    private static Resource resource(JsonNode json) {
        return new Resource(
                json.required("id").textValue(),
                text(json, "use").orElse(null),
                text(json, "quantity").map(BigDecimal::new).orElse(null),
                text(json, "unit").orElse(null));
    }

    private static ObjectNode material(Material material) {
        var json = JSON.objectNode().put("use", material.use().text());
        put(json, "definition", material.definitionId());
        put(json, "lot", material.lotId());
        put(json, "sublot", material.sublotId());
        put(json, "quantity", material.quantity());
        put(json, "unit", material.engineeringUnits());
        return json;
    }

    private static Material material(JsonNode json) {
        var use = json.required("use").textValue();
        return new Material(
                text(json, "definition").orElse(null),
                text(json, "lot").orElse(null),
                text(json, "sublot").orElse(null),
                MaterialUse.ofText(use)
                        .orElseThrow(() -> new IllegalArgumentException("no material use is called '" + use + "'")),
                text(json, "quantity").map(BigDecimal::new).orElse(null),
                text(json, "unit").orElse(null));
    }

    // A decimal travels as text, so that 2.50 stays 2.50.
    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    private static <T> void putAll(ObjectNode json, String field, List<T> values, Function<T, ObjectNode> writer) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(field);
            values.forEach(value -> array.add(writer.apply(value)));
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static <T> List<T> readAll(JsonNode json, String field, Function<JsonNode, T> reader) {
        var values = new ArrayList<T>();
        json.path(field).forEach(element -> values.add(reader.apply(element)));
        return values;
    }
}
