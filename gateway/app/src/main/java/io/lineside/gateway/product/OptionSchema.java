package io.lineside.gateway.product;

import io.lineside.config.product.MeasureUnit;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.TextCharset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says as JSON Schema what one option takes. Thread-safe.
 *
 * @param text picks the text of the best language
 */
record OptionSchema(Function<Map<String, String>, Optional<String>> text) {
    // No charset has control characters; those up to U+10FFFF have no line separators either.
    private static final Map<TextCharset, String> CHARSETS = Map.of(
            TextCharset.ASCII, "^[ -~]*$",
            TextCharset.LATIN_1, "^[ -~\\u00a0-\\u00ff]*$",
            TextCharset.UTF_8, "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$");

    /** The options of one block as an object. */
    Map<String, Object> block(Map<String, OptionConfig> options) {
        var properties = new LinkedHashMap<String, Object>();
        options.forEach((name, option) -> properties.put(name, of(option)));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required = options.values().stream()
                .filter(OptionConfig::required)
                .map(OptionConfig::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    Map<String, Object> of(OptionConfig option) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("title", text.apply(option.traits().title()).orElse(option.name()));
        type(option, schema);
        option.defaultValue().ifPresent(preset -> schema.put("default", preset));
        if (option.traits().personal()) {
            schema.put("x-personal", true);
        }
        return schema;
    }

    private void type(OptionConfig option, Map<String, Object> schema) {
        if (option instanceof OptionConfig.Choice choice) {
            choice(choice, schema);
        } else if (option instanceof OptionConfig.Whole whole) {
            schema.putAll(Map.of("type", "integer", "minimum", whole.min(), "maximum", whole.max()));
            if (whole.step() != 1) {
                schema.put("multipleOf", whole.step());
            }
        } else if (option instanceof OptionConfig.Decimal decimal) {
            schema.putAll(number(decimal.bounds()));
        } else if (option instanceof OptionConfig.Dimension dimension) {
            dimension(dimension, schema);
        } else if (option instanceof OptionConfig.Text limits) {
            text(limits, schema);
        } else if (option instanceof OptionConfig.Colour colour) {
            colour(colour, schema);
        } else if (option instanceof OptionConfig.FileReference file) {
            file(file, schema);
        } else {
            schema.put("type", "boolean");
        }
    }

    private void choice(OptionConfig.Choice choice, Map<String, Object> schema) {
        schema.put("type", "string");
        if (choice.titles().values().stream().allMatch(Map::isEmpty)) {
            schema.put("enum", choice.values());
            return;
        }
        var values = new ArrayList<Map<String, Object>>();
        choice.titles().forEach((word, title) -> values.add(word(word, title)));
        schema.put("oneOf", values);
    }

    private Map<String, Object> word(String word, Map<String, String> title) {
        var value = new LinkedHashMap<String, Object>();
        value.put("const", word);
        value.put("title", text.apply(title).orElse(word));
        return value;
    }

    private void colour(OptionConfig.Colour colour, Map<String, Object> schema) {
        schema.put("type", "string");
        if (colour.palette().isEmpty()) {
            schema.put("pattern", "^#[0-9a-fA-F]{6}$");
            schema.put("x-control", "colour");
            return;
        }
        var values = new ArrayList<Map<String, Object>>();
        colour.palette().forEach((name, shade) -> {
            Map<String, Object> value = word(name, shade.title());
            value.put("x-colour", shade.hex());
            values.add(value);
        });
        schema.put("oneOf", values);
    }

    private static Map<String, Object> number(OptionConfig.Bounds bounds) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "number");
        schema.put("minimum", bounds.min());
        schema.put("maximum", bounds.max());
        bounds.step().ifPresent(step -> schema.put("multipleOf", step));
        return schema;
    }

    private static void dimension(OptionConfig.Dimension dimension, Map<String, Object> schema) {
        List<String> units =
                dimension.unit().convertible().stream().map(MeasureUnit::name).toList();
        Map<String, Object> members =
                Map.of("value", Map.of("type", "number"), "unit", Map.of("type", "string", "enum", units));
        schema.put("anyOf", List.of(number(dimension.bounds()), object(members, List.of("value", "unit"))));
        schema.put("x-unit", dimension.unit().name());
        schema.put("x-symbol", dimension.unit().symbol());
    }

    private static void text(OptionConfig.Text limits, Map<String, Object> schema) {
        schema.put("type", "string");
        schema.put("minLength", 1);
        schema.put("maxLength", limits.maxLength());
        schema.put("pattern", CHARSETS.get(limits.charset()));
        limits.pattern().ifPresent(pattern -> schema.put("allOf", List.of(Map.of("pattern", "^(?:" + pattern + ")$"))));
    }

    private static void file(OptionConfig.FileReference file, Map<String, Object> schema) {
        var members = new LinkedHashMap<String, Object>();
        members.put("url", text("^" + FileCheck.URL + "$", FileCheck.LONGEST_URL));
        members.put("sha256", text("^" + FileCheck.SHA256 + "$", FileCheck.LONGEST_URL));
        members.put("mediaType", Map.of("type", "string", "enum", file.mediaTypes()));
        members.put(
                "size",
                Map.of(
                        "type",
                        "integer",
                        "minimum",
                        1,
                        "maximum",
                        file.maxSize().bytes()));
        schema.putAll(object(members, List.copyOf(members.keySet())));
        schema.put("x-control", "file");
    }

    private static Map<String, Object> text(String pattern, int maxLength) {
        return Map.of("type", "string", "pattern", pattern, "maxLength", maxLength);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
