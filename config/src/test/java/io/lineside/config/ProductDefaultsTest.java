package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ExampleConfig;
import io.lineside.config.product.MaterialConfig;
import io.lineside.config.product.OperationConfig;
import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ParameterConfig;
import io.lineside.config.product.PartConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.RuleConfig;
import io.lineside.config.product.TextCharset;
import io.lineside.config.source.Expression;
import io.lineside.config.source.Position;
import io.lineside.model.Capability;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.MaterialUse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of product files: what it means when absent, and where it goes when given. */
class ProductDefaultsTest {
    private static final String MUG =
            """
            product: mug
            version: 7
            batch: { max: 40 }
            remake: { times: 3 }
            title: { zh: 杯, en: Mug }
            base:
              - { part: body, material: "BISQUE-{size}", quantity: 1 }
              - { part: clay, material: CLAY, quantity: 0.3, unit: KGM }
            options:
              size: { type: choice, values: [S, M], default: M, title: { en: Size } }
              color: { type: choice, values: [white] }
              wall: { type: decimal, min: 1.5, max: 4, default: 2 }
              rings: { type: integer, min: 0, max: 3, default: 1 }
              handle: { type: boolean, default: true }
              name: { type: text, maxLength: 24, optional: true, personal: true }
              code: { type: text, maxLength: 4, charset: ascii, pattern: "[A-Z]+", default: AB }
            packaging:
              type: { type: choice, values: [carton], default: carton }
            rules:
              - { id: r1, require: handle, because: { zh: 因为, en: Why } }
              - { id: r2, when: size == "S", require: handle, because: { de: Darum } }
            materials:
              - { definition: "GLAZE-{color}", quantity: 0.03 }
              - { definition: INK, use: Consumed, quantity: 2, unit: GRM, when: has(name), operation: print }
            operations:
              - { id: glaze, workMaster: glaze/2, needs: [glazing], each: PT20S }
              - id: print
                when: has(name)
                after: [glaze]
                workMaster: print/1
                needs: [glazing]
                batch: { max: 12 }
                setup: PT1M
                each: PT12S
                parameters:
                  Text: { value: name, when: has(name) }
                  Dwell: { value: 11.0, unit: SEC }
                  Rings: rings
            examples:
              - { order: { color: white }, sends: { glaze: {} } }
              - order: { color: white, rings: 9, wall: 2.5, handle: false }
                packaging: { type: carton }
                quantity: 12
                refusedBy: range
            """;

    @TempDir
    Path folder = Path.of("");

    private ProductConfig product = new ProductConfig(
            "none",
            1,
            Map.of(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            100,
            1,
            Optional.empty(),
            Position.startOf(Path.of("none")));

    @BeforeEach
    void load() {
        product = SiteFiles.good(folder)
                .with("products/mug.yaml", MUG)
                .loaded()
                .products()
                .get(0);
    }

    @Test
    void batchesAndRemakes() {
        assertThat(product.mostPieces()).isEqualTo(40);
        assertThat(product.remakes()).isEqualTo(3);
        assertThat(product.operations())
                .extracting(OperationConfig::mostPieces)
                .containsExactly(Optional.empty(), Optional.of(12));
    }

    @Test
    void productAndParts() {
        assertThat(product.id()).isEqualTo("mug");
        assertThat(product.version()).isEqualTo(7);
        assertThat(product.title()).containsExactly(Map.entry("zh", "杯"), Map.entry("en", "Mug"));
        assertThat(product.base()).extracting(PartConfig::part).containsExactly("body", "clay");
        assertThat(product.base()).extracting(PartConfig::unit).containsExactly("C62", "KGM");
        assertThat(product.base())
                .extracting(part -> part.material().source())
                .containsExactly("BISQUE-{size}", "CLAY");
        assertThat(product.base()).extracting(part -> part.quantity().source()).containsExactly("1", "0.3");
    }

    @Test
    void absentBlocksAreEmpty() {
        // When
        ProductConfig bare = SiteFiles.good(folder)
                .with(
                        "products/mug.yaml",
                        "product: m\nversion: 1\ntitle: { en: M }\n"
                                + "operations: [{ id: o, workMaster: w, needs: [glazing], each: PT1S }]")
                .loaded()
                .products()
                .get(0);

        // Then
        assertThat(bare.base()).isEmpty();
        assertThat(bare.options()).isEmpty();
        assertThat(bare.packaging()).isEmpty();
        assertThat(bare.rules()).isEmpty();
        assertThat(bare.materials()).isEmpty();
        assertThat(bare.examples()).isEmpty();
        assertThat(bare.mostPieces()).isEqualTo(100);
        assertThat(bare.remakes()).isEqualTo(1);
    }

    @Test
    void optionsKeepTheirOrderAndTypes() {
        assertThat(product.options().keySet())
                .containsExactly("size", "color", "wall", "rings", "handle", "name", "code");
        assertThat(product.options().get("size"))
                .isEqualTo(new OptionConfig.Choice(
                        traits("size", false, false, Map.of("en", "Size")), words("S", "M"), Optional.of("M")));
        assertThat(product.options().get("wall"))
                .isEqualTo(new OptionConfig.Decimal(
                        traits("wall"), bounds("1.5", "4", Optional.empty()), Optional.of(new BigDecimal("2"))));
        assertThat(product.options().get("rings"))
                .isEqualTo(new OptionConfig.Whole(traits("rings"), 0, 3, 1, Optional.of(1L)));
        assertThat(product.options().get("handle"))
                .isEqualTo(new OptionConfig.Flag(traits("handle"), Optional.of(true)));
        assertThat(product.options().get("name"))
                .isEqualTo(new OptionConfig.Text(
                        traits("name", true, true, Map.of()),
                        24,
                        TextCharset.UTF_8,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(product.options().get("code"))
                .isEqualTo(new OptionConfig.Text(
                        traits("code"), 4, TextCharset.ASCII, Optional.of("[A-Z]+"), Optional.of("AB")));
        assertThat(product.packaging().keySet()).containsExactly("type");
    }

    @Test
    void onlyAnOptionWithoutDefaultAndNotOptionalIsRequired() {
        assertThat(product.options().values())
                .filteredOn(OptionConfig::required)
                .extracting(OptionConfig::name)
                .containsExactly("color");
    }

    @Test
    void rulesAndTheirReasons() {
        RuleConfig first = product.rule("r1").orElseThrow();
        RuleConfig second = product.rule("r2").orElseThrow();
        assertThat(first.when()).isEmpty();
        assertThat(first.require().source()).isEqualTo("handle");
        assertThat(first.because("zh")).isEqualTo("因为");
        assertThat(first.because("fr")).isEqualTo("Why");
        assertThat(second.when()).map(Expression::source).contains("size == \"S\"");
        assertThat(second.because("en")).isEqualTo("Darum");
        assertThat(second.at().path()).isEqualTo("rules[1]");
    }

    @Test
    void materials() {
        MaterialConfig glaze = product.materials().get(0);
        MaterialConfig ink = product.materials().get(1);
        assertThat(glaze.use()).isEqualTo(MaterialUse.CONSUMED);
        assertThat(glaze.unit()).isEqualTo("C62");
        assertThat(glaze.when()).isEmpty();
        assertThat(glaze.operation()).isEmpty();
        assertThat(ink.unit()).isEqualTo("GRM");
        assertThat(ink.when()).map(Expression::source).contains("has(name)");
        assertThat(ink.operation()).contains("print");
        assertThat(ink.quantity().source()).isEqualTo("2");
    }

    @Test
    void operations() {
        OperationConfig glaze = product.operations().get(0);
        OperationConfig print = product.operations().get(1);
        assertThat(glaze.when()).isEmpty();
        assertThat(glaze.after()).isEmpty();
        assertThat(glaze.setup()).isEmpty();
        assertThat(glaze.parameters()).isEmpty();
        assertThat(glaze.workMaster()).isEqualTo(new WorkMasterId("glaze/2"));
        assertThat(glaze.needs()).isEqualTo(Set.of(new Capability("glazing")));
        assertThat(glaze.each()).isEqualTo(Duration.ofSeconds(20));
        assertThat(print.when()).map(Expression::source).contains("has(name)");
        assertThat(print.after()).containsExactly("glaze");
        assertThat(print.setup()).contains(Duration.ofMinutes(1));
    }

    @Test
    void parametersAreAnExpressionOrABlock() {
        List<ParameterConfig> parameters = product.operations().get(1).parameters();
        assertThat(parameters).extracting(ParameterConfig::id).containsExactly("Text", "Dwell", "Rings");
        assertThat(parameters).extracting(p -> p.value().source()).containsExactly("name", "11.0", "rings");
        assertThat(parameters.get(0).when()).map(Expression::source).contains("has(name)");
        assertThat(parameters.get(1).unit()).contains("SEC");
        assertThat(parameters.get(2).when()).isEmpty();
        assertThat(parameters.get(2).unit()).isEmpty();
        assertThat(parameters.get(2).value().at().line()).isEqualTo(38);
        assertThat(parameters.get(2).value().at().column()).isEqualTo(14);
    }

    @Test
    void examples() {
        ExampleConfig sent = product.examples().get(0);
        ExampleConfig refused = product.examples().get(1);
        assertThat(sent.quantity()).isEqualTo(1);
        assertThat(sent.packaging()).isEmpty();
        assertThat(sent.refusedBy()).isEmpty();
        assertThat(sent.sends()).isEqualTo(Map.of("glaze", Map.of()));
        assertThat(refused.order()).isEqualTo(Map.of("color", "white", "rings", 9L, "wall", 2.5, "handle", false));
        assertThat(refused.packaging()).isEqualTo(Map.of("type", "carton"));
        assertThat(refused.quantity()).isEqualTo(12);
        assertThat(refused.refusedBy()).contains("range");
    }

    private static Map<String, Map<String, String>> words(String... words) {
        var titles = new LinkedHashMap<String, Map<String, String>>();
        Stream.of(words).forEach(word -> titles.put(word, Map.of()));
        return titles;
    }

    private static OptionConfig.Bounds bounds(String min, String max, Optional<BigDecimal> step) {
        return new OptionConfig.Bounds(new BigDecimal(min), new BigDecimal(max), step);
    }

    private OptionConfig.Traits traits(String name) {
        return traits(name, false, false, Map.of());
    }

    private OptionConfig.Traits traits(String name, boolean optional, boolean personal, Map<String, String> title) {
        OptionConfig read = Objects.requireNonNull(product.options().get(name));
        return new OptionConfig.Traits(
                name, optional, personal, title, read.traits().at());
    }
}
