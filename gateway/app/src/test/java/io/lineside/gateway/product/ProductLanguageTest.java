package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ProductConfig;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of option, rules that warn and free, batching keys, delivery and service. */
public class ProductLanguageTest {
    /** A product with every kind of option, rules that warn and free, and every block. */
    public static final String COMPUTER =
            """
            product: computer
            version: 2
            title: { en: Computer, zh: 电脑 }
            base:
              - { part: board, material: "BOARD-{cpu}", quantity: 1 }
              - { part: fan, material: FAN-80, quantity: 1, operation: assemble }
            options:
              cpu: { type: choice, values: [{ value: quiet, title: { en: Quiet, zh: 静音 } }, fast], default: fast }
              fan: { type: boolean, default: true }
              width: { type: dimension, unit: MMT, min: 100, max: 609.6, step: 0.1, default: 200 }
              ratio: { type: decimal, min: 0, max: 1, default: 0.5 }
              slots: { type: integer, min: 0, max: 8, step: 2, default: 2 }
              color: { type: colour, palette: { teal: "#008080", red: { hex: "#FF0000", title: { en: Red } } }, default: red }
              glow: { type: colour, optional: true }
              art: { type: file, mediaTypes: [image/png], maxSize: 1MB, optional: true, personal: true }
              tag: { type: text, maxLength: 30, pattern: "(a+)+b", optional: true }
            packaging:
              art: { type: file, mediaTypes: [image/png], maxSize: 1kB, optional: true }
            delivery:
              method: { type: choice, values: [post, courier], default: post }
            service:
              years: { type: integer, min: 0, max: 5, default: 2 }
            rules:
              - { id: fanless, when: "!fan", require: cpu == "quiet", frees: [fan], because: { en: The fan cools it, zh: 需要风扇 } }
              - { id: long-service, severity: warning, when: service.years > 3, require: cpu == "quiet",
                  because: { en: Fans wear out } }
            operations:
              - { id: assemble, workMaster: assemble/1, needs: [assembly], setup: PT2M, each: PT5M, batchBy: [cpu, "slots > 2"],
                  parameters: { Width: { value: width, unit: MMT }, Glow: { value: glow, when: has(glow) },
                    Art: { value: art.url, when: has(art) }, ArtSize: { value: "has(art) ? art.size : 0" } } }
              - { id: ship, after: [assemble], workMaster: ship/1, needs: [shipping], each: PT1M,
                  parameters: { Method: delivery.method, Years: service.years,
                    Label: { value: packaging.art.sha256, when: has(packaging.art) } } }
            examples:
              - { order: { fan: false }, refusedBy: fanless }
              - { order: { width: { value: 10, unit: INH } }, sends: { ship: { Method: post, Years: 2 } } }
              - { order: {}, service: { years: 5 }, sends: {}, warnedBy: long-service }
            """;

    private static final CompiledProduct PRODUCT = Products.compiled(COMPUTER);
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Map<String, Object> FILE =
            Map.of("url", "https://shop.example/a.png?x=1", "sha256", DIGEST, "mediaType", "image/png", "size", 9L);

    @Test
    void basePartStaysUnlessItsRuleFreesIt() {
        // Given
        Configured usual = configured(Map.of());
        Configured fanless = configured(Map.of("fan", false, "cpu", "quiet"));

        // When
        List<Material> withFan = PRODUCT.operations(usual, 2).get(0).materials();
        List<Material> without = PRODUCT.operations(fanless, 2).get(0).materials();

        // Then
        assertThat(withFan).extracting(Material::definitionId).containsExactly("BOARD-fast", "FAN-80");
        assertThat(without).extracting(Material::definitionId).containsExactly("BOARD-quiet");
        assertThat(faults(Map.of("fan", false))).extracting(OptionFault::rule).containsExactly("rule:fanless");
    }

    @Test
    void warningIsToldAndTheOrderTaken() {
        // When
        Configuration result = PRODUCT.configure(new Ordered(Map.of(), Map.of(), Map.of(), Map.of("years", 5)));

        // Then
        assertThat(result).isInstanceOf(Configured.class);
        Configured configured = (Configured) result;
        assertThat(configured.warnings()).extracting(OptionFault::rule).containsExactly("rule:long-service");
        assertThat(PRODUCT.warnings(configured.options(), configured.packaging()))
                .isEqualTo(configured.warnings());
        assertThat(configured(Map.of()).warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} is {2} mm")
    @CsvSource({"10,INH,254", "1,FOT,304.8", "25,CMT,250", "0.2,MTR,200", "24,INH,609.6", "2,FOT,609.6"})
    void dimensionConvertsExactly(BigDecimal value, String unit, double millimetres) {
        // When
        Configured configured = configured(Map.of("width", Map.of("value", value, "unit", unit)));

        // Then
        assertThat(configured.options()).containsEntry("width", new ParameterValue.Decimal(millimetres));
    }

    @ParameterizedTest(name = "{0} {1} breaks {2}")
    @CsvSource({"24.0001,INH,range", "10.001,INH,step", "2,KGM,unit", "2,mm,unit", "1e-9,MMT,range"})
    void dimensionThatDoesNotFitIsRefused(BigDecimal value, String unit, String rule) {
        assertThat(faults(Map.of("width", Map.of("value", value, "unit", unit))))
                .extracting(OptionFault::rule)
                .containsExactly(rule);
    }

    @Test
    void decimalIsComparedAsItIsWritten() {
        assertThat(faults(Map.of("ratio", new BigDecimal("1.00000000000000000001"))))
                .extracting(OptionFault::rule)
                .containsExactly("range");
        assertThat(faults(Map.of("ratio", new BigDecimal("0.12345678901234567891"))))
                .extracting(OptionFault::message)
                .containsExactly("options.ratio: must have at most 15 digits, was 0.12345678901234567891; allowed:"
                        + " numbers from 0 to 1");
        assertThat(faults(Map.of("slots", 3))).extracting(OptionFault::rule).containsExactly("step");
        assertThat(configured(Map.of("slots", new BigDecimal("4.0"))).options())
                .containsEntry("slots", new ParameterValue.Whole(4));
    }

    @Test
    void colourIsOfThePaletteOrAnyInHex() {
        assertThat(configured(Map.of("color", "teal", "glow", "#00FF7f")).options())
                .containsEntry("color", new ParameterValue.Text("teal"))
                .containsEntry("glow", new ParameterValue.Text("#00ff7f"));
        assertThat(faults(Map.of("color", "#008080", "glow", "red")))
                .extracting(OptionFault::rule)
                .containsExactly("choice", "colour");
    }

    @Test
    void fileIsReferredToByUrlAndDigest() {
        // When
        Configured configured = configured(Map.of("art", FILE));
        List<PlannedOperation> planned = PRODUCT.operations(configured, 1);

        // Then
        assertThat(configured.options())
                .containsEntry("art.url", new ParameterValue.Text("https://shop.example/a.png?x=1"))
                .containsEntry("art.sha256", new ParameterValue.Text(DIGEST))
                .containsEntry("art.size", new ParameterValue.Whole(9));
        assertThat(sent(planned.get(0)))
                .containsEntry("Art", "https://shop.example/a.png?x=1")
                .containsEntry("ArtSize", 9L);
        assertThat(sent(PRODUCT.operations(configured(Map.of()), 1).get(0)))
                .containsEntry("ArtSize", 0L)
                .doesNotContainKey("Art");
    }

    @Test
    void fileThatCanNotBeTrustedIsRefused() {
        // Given
        Map<String, Object> broken = Map.of(
                "url",
                "http://user@shop.example/a.png",
                "sha256",
                "abc",
                "mediaType",
                "image/gif",
                "size",
                2_000_000L,
                "x",
                1);

        // When
        List<OptionFault> faults = faults(Map.of("art", broken));

        // Then
        assertThat(faults)
                .extracting(OptionFault::rule)
                .containsExactly("unknown-field", "url", "sha256", "media-type", "size");
        assertThat(faults.toString()).doesNotContain("shop.example");
    }

    @Test
    void fileOfThePackagingHasANameOfItsOwn() {
        // When
        Configuration result = PRODUCT.configure(Map.of(), Map.of("art", FILE));

        // Then
        assertThat(sent(PRODUCT.operations((Configured) result, 1).get(1))).containsEntry("Label", DIGEST);
    }

    @Test
    void piecesThatAgreeInTheBatchingKeyMayRunTogether() {
        // When
        PlannedOperation assemble =
                PRODUCT.operations(configured(Map.of("width", 300)), 1).get(0);
        PlannedOperation same =
                PRODUCT.operations(configured(Map.of("slots", 0)), 7).get(0);
        PlannedOperation other =
                PRODUCT.operations(configured(Map.of("slots", 4)), 1).get(0);

        // Then
        assertThat(assemble.batchKey()).contains("\"fast\",false");
        assertThat(same.batchKey()).isEqualTo(assemble.batchKey());
        assertThat(other.batchKey()).isNotEqualTo(assemble.batchKey());
        assertThat(assemble.setup()).contains(Duration.ofMinutes(2));
        assertThat(PRODUCT.operations(configured(Map.of()), 1).get(1).batchKey())
                .isEmpty();
    }

    @Test
    void patternThatWouldStallABacktrackerIsDecidedAtOnce() {
        assertThat(faults(Map.of("tag", "a".repeat(30))))
                .extracting(OptionFault::rule)
                .containsExactly("pattern");
    }

    @Test
    void deprecatedVersionIsOnlyTakenByNumberAndWithAWarning() {
        // Given
        ProductConfig old = Products.read(COMPUTER);
        ProductConfig newest = Products.read(COMPUTER.replace(
                "version: 2", "version: 3\ndeprecated: { since: \"2026-11-01\", replacedBy: computer@2 }"));

        // When
        Catalog catalog = ((CatalogResult.Compiled) Catalog.compile(List.of(old, newest))).catalog();

        // Then
        assertThat(catalog.find("computer")).map(CompiledProduct::version).contains(2);
        Configuration result = catalog.find("computer", 3).orElseThrow().configure(Map.of(), Map.of());
        assertThat(((Configured) result).warnings())
                .extracting(OptionFault::message)
                .containsExactly("version: should no longer be ordered, was computer@3, deprecated since 2026-11-01;"
                        + " allowed: computer@2");
    }

    @Test
    void namesOfBlocksAndFilesAreCheckedAtLoad() {
        assertThat(Products.faults(COMPUTER.replace("delivery.method", "delivery.metod")))
                .singleElement()
                .asString()
                .contains("was 'delivery.metod' at 1:1 of the expression (did you mean 'delivery.method'?)");
        assertThat(Products.faults(COMPUTER.replace("value: art.url, when: has(art)", "value: art.url")))
                .singleElement()
                .asString()
                .contains("must be guarded where art may be absent, was 'art.url'");
        assertThat(Products.faults(COMPUTER.replace("\"slots > 2\"", "quantity")))
                .singleElement()
                .asString()
                .contains("operations[0].batchBy[1]", "was 'quantity'");
    }

    private static Configured configured(Map<String, Object> options) {
        return Products.configured(PRODUCT, options);
    }

    private static List<OptionFault> faults(Map<String, Object> options) {
        return ((Configuration.Refused) PRODUCT.configure(options, Map.of())).faults();
    }

    private static Map<String, Object> sent(PlannedOperation operation) {
        return operation.parameters().stream()
                .collect(Collectors.toMap(JobParameter::id, p -> p.value().plain()));
    }
}
