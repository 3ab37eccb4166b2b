package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Value;
import io.lineside.config.source.YamlFile;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads one product file. Confined to the loading thread.
 *
 * @param folder of the site
 */
public record ProductReader(Path folder) {
    private static final int MOST_REMAKES = 9;
    private static final Map<String, Boolean> SEVERITIES =
            ProductConfig.ordered(new TreeMap<>(Map.of("limit", false, "warning", true)));

    /**
     * Reads a product file below a site folder.
     *
     * @return empty after noting every fault of the file
     */
    public static Optional<ProductConfig> read(Path folder, Path file, FaultLog faults) {
        return YamlFile.read(folder, file, null, faults)
                .flatMap(new ProductReader(folder)::product)
                .filter(product -> ProductChecks.fit(product, faults));
    }

    private Optional<ProductConfig> product(Value value) {
        Block block = value.block(
                "product",
                "version",
                "title",
                "deprecated",
                "base",
                "options",
                "packaging",
                "delivery",
                "service",
                "rules",
                "materials",
                "operations",
                "examples",
                "batch",
                "remake",
                "preview");
        Optional<String> id = Words.id(block.required("product"));
        Optional<Integer> version = block.required("version").scalar().count(1, 1_000_000);
        Map<String, String> title = Words.titles(block.required("title"));
        Optional<DeprecationConfig> deprecated = DeprecationConfig.read(block.optional("deprecated"));
        List<PartConfig> base = block.optional("base").list(ProductReader::part);
        Map<String, OptionConfig> options = OptionReader.readAll(block.optional("options"));
        Map<String, OptionConfig> packaging = OptionReader.readAll(block.optional("packaging"));
        Map<String, OptionConfig> delivery = OptionReader.readPersonal(block.optional("delivery"));
        Map<String, OptionConfig> service = OptionReader.readPersonal(block.optional("service"));
        List<RuleConfig> rules = block.optional("rules").list(ProductReader::rule);
        List<MaterialConfig> materials = block.optional("materials").list(ProductReader::material);
        List<OperationConfig> operations = block.required("operations").list(OperationReader::read);
        List<ExampleConfig> examples = block.optional("examples").list(ExampleReader::read);
        int mostPieces = BatchReader.max(block.optional("batch")).orElse(ProductConfig.DEFAULT_MOST_PIECES);
        int remakes = remakes(block.optional("remake")).orElse(ProductConfig.DEFAULT_REMAKES);
        Optional<PreviewConfig> preview = PreviewConfig.read(folder, block.optional("preview"));
        return block.make(() -> new ProductConfig(
                id.orElseThrow(),
                version.orElseThrow(),
                title,
                deprecated,
                base,
                options,
                packaging,
                delivery,
                service,
                rules,
                materials,
                operations,
                examples,
                mostPieces,
                remakes,
                preview,
                block.at()));
    }

    private static Optional<Integer> remakes(Value value) {
        if (!value.isPresent()) {
            return Optional.empty();
        }
        Block block = value.block("times");
        return block.required("times").scalar().count(0, MOST_REMAKES);
    }

    private static Optional<PartConfig> part(Value value) {
        Block block = value.block("part", "material", "quantity", "unit", "operation");
        Optional<String> part = Words.id(block.required("part"));
        Optional<Expression> material = block.required("material").expression();
        Optional<Expression> quantity = block.required("quantity").expression();
        String unit = Words.unit(block.optional("unit")).orElse(Material.PIECES);
        Optional<String> operation = Words.id(block.optional("operation"));
        return block.make(() -> new PartConfig(
                part.orElseThrow(), material.orElseThrow(), quantity.orElseThrow(), unit, operation, block.at()));
    }

    private static Optional<RuleConfig> rule(Value value) {
        Block block = value.block("id", "severity", "when", "require", "frees", "because");
        Optional<String> id = Words.id(block.required("id"));
        Optional<Expression> when = block.optional("when").expression();
        Optional<Expression> require = block.required("require").expression();
        boolean warning = block.optional("severity").word(SEVERITIES).orElse(false);
        List<String> frees = block.optional("frees").list(Value::text);
        Value because = block.required("because");
        Map<String, String> reasons = Words.titles(because);
        if (reasons.isEmpty() && because.isPresent()) {
            because.fault("must give a reason in at least one language, was " + because.shown());
        }
        if (!frees.isEmpty() && warning) {
            block.optional("severity").fault("must be limit where a rule frees a base part, was 'warning'");
        }
        if (!frees.isEmpty() && !block.optional("when").isPresent()) {
            block.optional("frees").fault("must have a when that says which orders leave the part out, was without");
        }
        return block.make(() ->
                new RuleConfig(id.orElseThrow(), warning, when, require.orElseThrow(), frees, reasons, block.at()));
    }

    private static Optional<MaterialConfig> material(Value value) {
        Block block = value.block("definition", "use", "quantity", "unit", "when", "operation");
        Optional<Expression> definition = block.required("definition").expression();
        MaterialUse use = block.optional("use")
                .word(Map.of(MaterialUse.CONSUMED.text(), MaterialUse.CONSUMED))
                .orElse(MaterialUse.CONSUMED);
        Optional<Expression> quantity = block.required("quantity").expression();
        String unit = Words.unit(block.optional("unit")).orElse(Material.PIECES);
        Optional<Expression> when = block.optional("when").expression();
        Optional<String> operation = Words.id(block.optional("operation"));
        return block.make(() -> new MaterialConfig(
                definition.orElseThrow(), use, quantity.orElseThrow(), unit, when, operation, block.at()));
    }
}
