package io.lineside.gateway.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lineside.model.job.ParameterValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameter values as JSON that keeps their type: a number without point or exponent is whole, any other decimal. */
final class ValueText {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ValueText() {}

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static JsonNode write(ParameterValue value) {
        if (value instanceof ParameterValue.Text text) {
            return TextNode.valueOf(text.value());
        }
        if (value instanceof ParameterValue.Whole whole) {
            return LongNode.valueOf(whole.value());
        }
        if (value instanceof ParameterValue.Decimal decimal) {
            return DoubleNode.valueOf(decimal.value());
        }
        return BooleanNode.valueOf(((ParameterValue.Flag) value).value());
    }

    static ParameterValue read(JsonNode json) {
        if (json.isTextual()) {
            return new ParameterValue.Text(json.textValue());
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return new ParameterValue.Whole(json.longValue());
        }
        if (json.isDouble()) {
            return new ParameterValue.Decimal(json.doubleValue());
        }
        if (json.isBoolean()) {
            return new ParameterValue.Flag(json.booleanValue());
        }
        throw new IllegalArgumentException("a parameter value must be text, number or boolean, was " + json);
    }

    static String writeAll(Map<String, ParameterValue> values) {
        var json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> json.set(name, write(value)));
        return json.toString();
    }

    static Map<String, ParameterValue> readAll(String text) {
        var values = new LinkedHashMap<String, ParameterValue>();
        parse(text).properties().forEach(entry -> values.put(entry.getKey(), read(entry.getValue())));
        return values;
    }
}
