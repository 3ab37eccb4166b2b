package io.lineside.gateway.product;

import io.lineside.model.job.ParameterValue;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a configured product as the one text that its digest is made of: JSON without blanks, keys sorted, and values
 * that keep their types apart ({@code 11} is whole, {@code 11.0} decimal, {@code "11"} text). The same product,
 * version and values always give the same text, whatever their order; it must never change for those already ordered.
 */
public final class SpecText {
    private SpecText() {}

    /** The canonical text of one variant. */
    public static String canonical(String product, int version, Configured configured) {
        return "{\"options\":" + block(configured.options()) + ",\"packaging\":" + block(configured.packaging())
                + ",\"product\":" + quoted(product) + ",\"version\":" + version + "}";
    }

    private static String block(Map<String, ParameterValue> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + written(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** One value, its type told by how it is written. */
    static String written(ParameterValue value) {
        return value instanceof ParameterValue.Text text ? quoted(text.value()) : String.valueOf(value.plain());
    }

    private static String quoted(String text) {
        return text.codePoints().mapToObj(SpecText::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int point) {
        if (point == '"' || point == '\\') {
            return "\\" + Character.toString(point);
        }
        return point < 0x20 ? String.format("\\u%04x", point) : Character.toString(point);
    }
}
