package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one option. Confined to the loading thread. */
final class OptionReader {
    private static final int LONGEST_TEXT = 10_000;
    private static final List<String> COMMON = List.of("type", "default", "optional", "personal", "title");
    private static final Map<String, List<String>> KEYS = keys();
    private static final Map<String, String> TYPES = types();

    private OptionReader() {}

    static Map<String, OptionConfig> readAll(Value value) {
        return value.isPresent() ? Words.map(value, OptionReader::read) : Map.of();
    }

    private static Map<String, List<String>> keys() {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("choice", List.of("values"));
        keys.put("integer", List.of("min", "max"));
        keys.put("decimal", List.of("min", "max"));
        keys.put("boolean", List.of());
        keys.put("text", List.of("maxLength", "charset", "pattern"));
        return keys;
    }

    private static Map<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        KEYS.keySet().forEach(type -> types.put(type, type));
        return types;
    }

    private static Optional<OptionConfig> read(String name, Value value) {
        Words.checkName(name, value);
        // The type says which keys are allowed, so it is looked up before the block is opened.
        Optional<String> type =
                value.entries().map(entries -> entries.get("type")).flatMap(found -> found.word(TYPES));
        return type.isEmpty() ? untyped(value) : typed(type.get(), name, value);
    }

    private static Optional<OptionConfig> untyped(Value value) {
        boolean absent =
                value.entries().filter(entries -> !entries.containsKey("type")).isPresent();
        if (absent) {
            value.under("type").fault("is required, was absent; allowed: " + String.join(", ", TYPES.keySet()));
        }
        return Optional.empty();
    }

    private static Optional<OptionConfig> typed(String type, String name, Value value) {
        var allowed = new ArrayList<>(COMMON);
        allowed.addAll(1, KEYS.getOrDefault(type, List.of()));
        Block block = value.block(allowed.toArray(String[]::new));
        Optional<OptionConfig.Traits> traits = traits(name, block);
        return switch (type) {
            case "choice" -> choice(block, traits);
            case "integer" -> whole(block, traits);
            case "decimal" -> decimal(block, traits);
            case "boolean" -> flag(block, traits);
            default -> text(block, traits);
        };
    }

    private static Optional<OptionConfig.Traits> traits(String name, Block block) {
        boolean optional = block.optional("optional").scalar().flag().orElse(false);
        boolean personal = block.optional("personal").scalar().flag().orElse(false);
        Map<String, String> title =
                block.optional("title").isPresent() ? Words.titles(block.optional("title")) : Map.of();
        if (optional && block.optional("default").isPresent()) {
            block.optional("optional").fault("must be false where there is a default, was 'true'");
        }
        return block.make(() -> new OptionConfig.Traits(name, optional, personal, title, block.at()));
    }

    private static Optional<OptionConfig> choice(Block block, Optional<OptionConfig.Traits> traits) {
        Value list = block.required("values");
        var values = new LinkedHashMap<String, Object>();
        for (String value : list.list(Value::text)) {
            if (values.put(value, value) != null) {
                list.fault("every value must be given once, was '" + value + "' twice");
            }
        }
        if (values.isEmpty() && list.isPresent()) {
            list.fault("must hold at least one value, was " + list.shown());
        }
        Optional<Object> preset =
                values.isEmpty() ? Optional.empty() : block.optional("default").word(values);
        return block.make(() -> new OptionConfig.Choice(traits.orElseThrow(), List.copyOf(values.keySet()), preset));
    }

    private static Optional<OptionConfig> whole(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Long> min = block.required("min").scalar().whole(Long.MIN_VALUE, Long.MAX_VALUE);
        Optional<Long> max = block.required("max").scalar().whole(min.orElse(Long.MIN_VALUE), Long.MAX_VALUE);
        Optional<Object> preset = block.optional("default")
                .scalar()
                .whole(min.orElse(Long.MIN_VALUE), max.orElse(Long.MAX_VALUE))
                .map(Object.class::cast);
        return block.make(
                () -> new OptionConfig.Whole(traits.orElseThrow(), min.orElseThrow(), max.orElseThrow(), preset));
    }

    private static Optional<OptionConfig> decimal(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Double> min = block.required("min").scalar().decimal();
        Optional<Double> max = block.required("max").scalar().decimal();
        Optional<Double> preset = block.optional("default").scalar().decimal();
        double lowest = min.orElse(-Double.MAX_VALUE);
        double highest = max.orElse(Double.MAX_VALUE);
        if (lowest > highest) {
            block.optional("max").fault("must be a number from " + lowest + ", was " + highest);
        } else if (preset.filter(number -> number < lowest || number > highest).isPresent()) {
            block.optional("default")
                    .fault("must be a number from " + lowest + " to " + highest + ", was " + preset.get());
        }
        return block.make(() -> new OptionConfig.Decimal(
                traits.orElseThrow(), min.orElseThrow(), max.orElseThrow(), preset.map(Object.class::cast)));
    }

    private static Optional<OptionConfig> flag(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Object> preset = block.optional("default").scalar().flag().map(Object.class::cast);
        return block.make(() -> new OptionConfig.Flag(traits.orElseThrow(), preset));
    }

    private static Optional<OptionConfig> text(Block block, Optional<OptionConfig.Traits> traits) {
        Optional<Integer> maxLength = block.required("maxLength").scalar().count(1, LONGEST_TEXT);
        TextCharset charset = block.optional("charset")
                .word(TextCharset.values(), TextCharset::text)
                .orElse(TextCharset.UTF_8);
        Optional<String> pattern = block.optional("pattern").id(OptionReader::pattern);
        Optional<Object> preset = block.optional("default").text().map(Object.class::cast);
        return block.make(
                () -> new OptionConfig.Text(traits.orElseThrow(), maxLength.orElseThrow(), charset, pattern, preset));
    }

    private static String pattern(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "must be a regular expression (" + e.getDescription() + "), was '" + text + "'", e);
        }
    }
}
