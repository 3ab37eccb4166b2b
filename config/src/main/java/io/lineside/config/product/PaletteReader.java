package io.lineside.config.product;

import io.lineside.config.product.OptionConfig.PaletteColour;
import io.lineside.config.source.Block;
import io.lineside.config.source.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the values of choices and the colours of palettes, each with its titles. Confined to the loading thread. */
final class PaletteReader {
    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    private PaletteReader() {}

    /** The values of a choice, each a word or a block of {@code value} and {@code title}. */
    static Map<String, Map<String, String>> choices(Value list) {
        var values = new LinkedHashMap<String, Map<String, String>>();
        for (Map.Entry<String, Map<String, String>> value : list.list(PaletteReader::choice)) {
            if (values.put(value.getKey(), value.getValue()) != null) {
                list.fault("every value must be given once, was '" + value.getKey() + "' twice");
            }
        }
        if (list.isEmptyList()) {
            list.fault("must hold at least one value, was " + list.shown());
        }
        return values;
    }

    private static Optional<Map.Entry<String, Map<String, String>>> choice(Value value) {
        if (!value.isBlock()) {
            return value.text().map(word -> Map.entry(word, Map.of()));
        }
        Block block = value.block("value", "title");
        Optional<String> word = block.required("value").text();
        Map<String, String> title = Words.titles(block.required("title"));
        return block.make(() -> Map.entry(word.orElseThrow(), title));
    }

    /** Colours by name, each {@code #rrggbb} or a block of {@code hex} and {@code title}. */
    static Map<String, PaletteColour> palette(Value value) {
        if (!value.isPresent()) {
            return Map.of();
        }
        Map<String, PaletteColour> palette = Words.map(value, (name, entry) -> colour(entry));
        if (value.entries().filter(Map::isEmpty).isPresent()) {
            value.fault("must hold at least one colour, was " + value.shown());
        }
        return palette;
    }

    private static Optional<PaletteColour> colour(Value value) {
        if (!value.isBlock()) {
            return hex(value).map(hex -> new PaletteColour(hex, Map.of()));
        }
        Block block = value.block("hex", "title");
        Optional<String> hex = hex(block.required("hex"));
        Map<String, String> title = Words.titles(block.required("title"));
        return block.make(() -> new PaletteColour(hex.orElseThrow(), title));
    }

    /** A colour as {@code #rrggbb}, in lower case. */
    static Optional<String> hex(Value value) {
        return value.id(text -> {
            if (!HEX.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "must be a colour such as \"#008080\" in quotes, was '" + text + "'");
            }
            return text.toLowerCase(Locale.ROOT);
        });
    }

    /** Media types of files. */
    static List<String> mediaTypes(Value value) {
        if (value.isEmptyList()) {
            value.fault("must hold at least one media type, was an empty list");
        }
        return value.list(Words::mediaType);
    }
}
