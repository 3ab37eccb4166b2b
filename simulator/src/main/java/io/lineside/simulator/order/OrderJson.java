package io.lineside.simulator.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Job orders in JSON with the standard's field names, on the MQTT wire and in a line's journal. Unknown members are
 * ignored; a missing or wrong one is refused with an {@link IllegalArgumentException} that names it. Thread-safe.
 */
public final class OrderJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** No member of the standard's: only the journal has it. */
    private static final String AS_RECEIVED = "AsReceived";

    private OrderJson() {}

    /** Reads an ISA95JobOrderDataType. */
    public static JobOrder read(JsonNode json) {
        return new JobOrder(
                required(json, "JobOrderID"),
                firstText(json.path("Description")),
                required(json.path("WorkMasterID").path(0), "ID"),
                time(json, "StartTime"),
                time(json, "EndTime"),
                json.path("Priority").asInt(0),
                list(json.path("JobOrderParameters"), OrderJson::parameter),
                list(
                        json.path("EquipmentRequirements"),
                        entry -> new EquipmentRequirement(required(entry, "ID"), text(entry, "EquipmentUse"))),
                list(json.path("MaterialRequirements"), OrderJson::material),
                text(json, AS_RECEIVED));
    }

    /** Writes an ISA95JobOrderDataType; what is empty is left out. */
    public static ObjectNode write(JobOrder order) {
        ObjectNode json = NODES.objectNode().put("JobOrderID", order.jobOrderId());
        if (!order.description().isEmpty()) {
            json.putArray("Description").addObject().put("Text", order.description());
        }
        json.putArray("WorkMasterID").addObject().put("ID", order.workMasterId());
        put(json, "StartTime", order.startTime());
        put(json, "EndTime", order.endTime());
        json.put("Priority", order.priority());
        json.set("JobOrderParameters", array(order.parameters(), OrderJson::parameter));
        json.set("EquipmentRequirements", array(order.equipment(), OrderJson::equipment));
        json.set("MaterialRequirements", array(order.materials(), OrderJson::material));
        put(json, AS_RECEIVED, order.asReceived());
        return json;
    }

    /** Writes an ISA95MaterialDataType. */
    public static ObjectNode material(MaterialRequirement material) {
        ObjectNode json = NODES.objectNode();
        put(json, "MaterialDefinitionID", material.definitionId());
        put(json, "MaterialLotID", material.lotId());
        put(json, "MaterialSublotID", material.sublotId());
        put(json, "MaterialUse", material.use());
        put(json, "Quantity", material.quantity());
        put(json, "EngineeringUnits", material.unit());
        return json;
    }

    private static MaterialRequirement material(JsonNode json) {
        return new MaterialRequirement(
                text(json, "MaterialDefinitionID"),
                text(json, "MaterialLotID"),
                text(json, "MaterialSublotID"),
                text(json, "MaterialUse"),
                text(json, "Quantity"),
                text(json, "EngineeringUnits"));
    }

    private static ObjectNode equipment(EquipmentRequirement equipment) {
        ObjectNode json = NODES.objectNode().put("ID", equipment.id());
        put(json, "EquipmentUse", equipment.use());
        return json;
    }

    private static Parameter parameter(JsonNode json) {
        String id = required(json, "ID");
        return new Parameter(
                id,
                value(id, json.path("Value")),
                text(json, "EngineeringUnits"),
                list(json.path("Subparameters"), OrderJson::parameter));
    }

    /** Writes an ISA95ParameterDataType. */
    public static ObjectNode parameter(Parameter parameter) {
        ObjectNode json = NODES.objectNode().put("ID", parameter.id());
        json.set("Value", value(parameter.value()));
        put(json, "EngineeringUnits", parameter.unit());
        if (!parameter.subparameters().isEmpty()) {
            json.set("Subparameters", array(parameter.subparameters(), OrderJson::parameter));
        }
        return json;
    }

    // A number with a fraction or exponent is a Double, one without is an Int64.
    private static Object value(String id, JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isFloatingPointNumber()) {
            return json.doubleValue();
        }
        throw new IllegalArgumentException("JobOrderParameters." + id
                + ".Value: must be text, a Boolean or a number of 64 bits, was " + shown(json));
    }

    private static JsonNode value(Object value) {
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        return value instanceof Boolean flag ? NODES.booleanNode(flag) : NODES.textNode(value.toString());
    }

    private static String required(JsonNode json, String field) {
        String value = text(json, field);
        if (value == null) {
            throw new IllegalArgumentException(field + ": must be given, was " + shown(json.path(field)));
        }
        return value;
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static String firstText(JsonNode texts) {
        return texts.path(0).path("Text").asText("");
    }

    private static @Nullable Instant time(JsonNode json, String field) {
        String text = text(json, field);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + ": must be a time such as 2026-11-22T10:15:30Z, was " + text, e);
        }
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        json.forEach(entry -> list.add(read.apply(entry)));
        return list;
    }

    private static <T> ArrayNode array(List<T> list, Function<T, JsonNode> write) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(entry -> array.add(write.apply(entry)));
        return array;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    private static String shown(JsonNode json) {
        return json.isMissingNode() ? "missing" : json.toString();
    }
}
