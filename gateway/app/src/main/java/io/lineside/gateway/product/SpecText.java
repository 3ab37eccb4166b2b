package io.lineside.gateway.product;

import io.lineside.model.job.ParameterValue;
import java.util.Map;
import java.util.TreeMap;

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
        var text = new StringBuilder("{");
        new TreeMap<>(values).forEach((name, value) -> {
            text.append(text.length() > 1 ? "," : "");
            quote(name, text);
            text.append(':');
            write(value, text);
        });
        return text.append('}').toString();
    }

    /** One value, its type told by how it is written. */
    static String written(ParameterValue value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(ParameterValue value, StringBuilder into) {
        if (value instanceof ParameterValue.Text text) {
            quote(text.value(), into);
        } else {
            into.append(value.plain());
        }
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder();
        quote(text, quoted);
        return quoted.toString();
    }

    private static void quote(String text, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                into.append(String.format("\\u%04x", (int) c));
            } else {
                into.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        into.append('"');
    }
}
