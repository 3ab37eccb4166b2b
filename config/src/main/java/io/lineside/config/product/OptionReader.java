package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.ByteSize;
import io.lineside.config.source.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one option. Confined to the loading thread. */
final class OptionReader {
    private static final int LONGEST_TEXT = 10_000;
    private static final ByteSize SMALLEST_FILE = new ByteSize(1);
    private static final ByteSize LARGEST_FILE = new ByteSize(100_000_000_000L);
    private static final List<String> COMMON = List.of("type", "default", "optional", "personal", "title");
    private static final List<String> FREE = List.of("text", "file");
    private static final Map<String, List<String>> KEYS = keys();
    private static final Map<String, String> TYPES = types();

    private OptionReader() {}

    static Map<String, OptionConfig> readAll(Value value) {
        return value.isPresent() ? Words.map(value, (name, option) -> read(name, option, false)) : Map.of();
    }

    /** The same of a block whose texts and files say something about a person by their nature: where to, and for whom. */
    static Map<String, OptionConfig> readPersonal(Value value) {
        return value.isPresent() ? Words.map(value, (name, option) -> read(name, option, true)) : Map.of();
    }

    private static Map<String, List<String>> keys() {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("choice", List.of("values"));
        keys.put("integer", List.of("min", "max", "step"));
        keys.put("decimal", List.of("min", "max", "step"));
        keys.put("boolean", List.of());
        keys.put("text", List.of("maxLength", "charset", "pattern"));
        keys.put("colour", List.of("palette"));
        keys.put("dimension", List.of("unit", "min", "max", "step"));
        keys.put("file", List.of("mediaTypes", "maxSize"));
        return keys;
    }

    private static Map<String, String> types() {
        var types = new LinkedHashMap<String, String>();
        KEYS.keySet().forEach(type -> types.put(type, type));
        return types;
    }

    private static Optional<OptionConfig> read(String name, Value value, boolean about) {
        Words.checkName(name, value);
        // The type says which keys are allowed, so it is looked up before the block is opened.
        Optional<String> type =
                value.entries().map(entries -> entries.get("type")).flatMap(found -> found.word(TYPES));
        return type.isEmpty() ? untyped(value) : typed(type.get(), name, value, about);
    }

    private static Optional<OptionConfig> untyped(Value value) {
        boolean absent =
                value.entries().filter(entries -> !entries.containsKey("type")).isPresent();
        if (absent) {
            value.under("type").fault("is required, was absent; allowed: " + String.join(", ", TYPES.keySet()));
        }
        return Optional.empty();
    }

    private static Optional<OptionConfig> typed(String type, String name, Value value, boolean about) {
        var allowed = new ArrayList<>(COMMON);
        if (type.equals("file")) {
            allowed.remove("default");
        }
        allowed.addAll(1, KEYS.getOrDefault(type, List.of()));
        Block block = value.block(allowed.toArray(String[]::new));
        Optional<OptionConfig.Traits> traits = traits(name, block, about && FREE.contains(type));
        return switch (type) {
            case "choice" -> choice(block, traits);
            case "integer" -> NumberReader.whole(block, traits);
            case "decimal" -> NumberReader.decimal(block, traits);
            case "dimension" -> NumberReader.dimension(block, traits);
            case "boolean" -> flag(block, traits);
            case "colour" -> colour(block, traits);
            case "file" -> file(block, traits);
            default -> text(block, traits);
        };
    }

    private static Optional<OptionConfig.Traits> traits(String name, Block block, boolean byNature) {
        boolean optional = block.optional("optional").scalar().flag().orElse(false);
        boolean personal = block.optional("personal").scalar().flag().orElse(byNature);
        Map<String, String> title =
                block.optional("title").isPresent() ? Words.titles(block.optional("title")) : Map.of();
        if (optional && block.optional("default").isPresent()) {
            block.optional("optional").fault("must be false where there is a default, was 'true'");
        }
        return block.make(() -> new OptionConfig.Traits(name, optional, personal, title, block.at()));
    }

    private static Optional<OptionConfig> choice(Block block, Optional<OptionConfig.Traits> traits) {
        Map<String, Map<String, String>> values = PaletteReader.choices(block.required("values"));
        Optional<Object> preset = preset(block, values.keySet());
        return block.make(() -> new OptionConfig.Choice(traits.orElseThrow(), values, preset));
    }

    private static Optional<OptionConfig> colour(Block block, Optional<OptionConfig.Traits> traits) {
        Map<String, OptionConfig.PaletteColour> palette = PaletteReader.palette(block.optional("palette"));
        Optional<Object> preset = palette.isEmpty()
                ? PaletteReader.hex(block.optional("default")).map(Object.class::cast)
                : preset(block, palette.keySet());
        return block.make(() -> new OptionConfig.Colour(traits.orElseThrow(), palette, preset));
    }

    private static Optional<Object> preset(Block block, Collection<String> words) {
        var values = new LinkedHashMap<String, Object>();
        words.forEach(word -> values.put(word, word));
        Value preset = block.optional("default");
        return words.isEmpty() || !preset.isPresent() ? Optional.empty() : preset.word(values);
    }

    private static Optional<OptionConfig> file(Block block, Optional<OptionConfig.Traits> traits) {
        List<String> mediaTypes = PaletteReader.mediaTypes(block.required("mediaTypes"));
        Optional<ByteSize> maxSize = block.required("maxSize").scalar().size(SMALLEST_FILE, LARGEST_FILE);
        return block.make(
                () -> new OptionConfig.FileReference(traits.orElseThrow(), mediaTypes, maxSize.orElseThrow()));
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
        Optional<String> pattern = block.optional("pattern").id(PortablePattern::check);
        Optional<Object> preset = block.optional("default").text().map(Object.class::cast);
        return block.make(
                () -> new OptionConfig.Text(traits.orElseThrow(), maxLength.orElseThrow(), charset, pattern, preset));
    }
}
