package io.lineside.config.product;

import io.lineside.config.source.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One product file: everything that may be ordered of a product and how it is made, without any Java.
 *
 * @param id MaterialDefinitionID on the wire
 * @param version 1 and up; orders that name none get the newest that is not deprecated
 * @param title by language, for people
 * @param deprecated empty where it is on offer without reserve
 * @param base parts that only a rule may free
 * @param options by name, in the order of the file
 * @param packaging options of the packaging, named {@code packaging.<name>} in expressions
 * @param delivery how it gets to its owner, named {@code delivery.<name>}
 * @param service what is done for its owner afterwards, named {@code service.<name>}
 * @param mostPieces of one batch, which goes through the operations as one job each; default 100
 * @param remakes how often what lines scrap of a batch is made again, 0 to 9; default 1
 * @param preview an SVG that shows a configured product; empty for none
 * @param at the start of the file
 */
public record ProductConfig(
        String id,
        int version,
        Map<String, String> title,
        Optional<DeprecationConfig> deprecated,
        List<PartConfig> base,
        Map<String, OptionConfig> options,
        Map<String, OptionConfig> packaging,
        Map<String, OptionConfig> delivery,
        Map<String, OptionConfig> service,
        List<RuleConfig> rules,
        List<MaterialConfig> materials,
        List<OperationConfig> operations,
        List<ExampleConfig> examples,
        int mostPieces,
        int remakes,
        Optional<PreviewConfig> preview,
        Position at) {
    /** Pieces of a batch where the file does not say. */
    public static final int DEFAULT_MOST_PIECES = 100;
    /** How often scrap is made again where the file does not say. */
    public static final int DEFAULT_REMAKES = 1;

    /** Copies the collections and keeps their order. */
    public ProductConfig {
        title = ordered(title);
        base = List.copyOf(base);
        options = ordered(options);
        packaging = ordered(packaging);
        delivery = ordered(delivery);
        service = ordered(service);
        rules = List.copyOf(rules);
        materials = List.copyOf(materials);
        operations = List.copyOf(operations);
        examples = List.copyOf(examples);
    }

    /** The rule with this id, if the product has it. */
    public Optional<RuleConfig> rule(String ruleId) {
        return rules.stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
    }

    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
