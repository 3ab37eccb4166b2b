package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema refuses nothing that intake takes, and what it lets through breaks no rule that it does not name. */
public class ProductSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> PLAIN = new TypeReference<>() {};
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    /** A product of rules that JSON Schema can say, and some that it can not. */
    public static final String LOGIC =
            """
            product: logic
            version: 1
            title: { en: Logic }
            options:
              a: { type: choice, values: [x, y, z], default: y }
              b: { type: boolean, default: false }
              n: { type: integer, min: -5, max: 5, default: 0 }
              d: { type: decimal, min: 0, max: 1, default: 0.3 }
              t: { type: text, maxLength: 6, charset: ascii, optional: true }
              u: { type: text, maxLength: 4, pattern: "[A-Z][0-9-]{1,2}|[\\\\p{Lu}]+", optional: true }
              c: { type: colour, palette: { teal: "#008080", red: "#ff0000" } }
              m: { type: dimension, unit: MMT, min: 0, max: 100, step: 0.5, optional: true }
            packaging:
              type: { type: choice, values: [box, bag], default: box }
            rules:
              - { id: not-equal, when: a != "x", require: "!b || n > 0", because: { en: r } }
              - { id: in-list, when: 'a in ["x", "z"]', require: n <= 3 && d >= 0.1, because: { en: r } }
              - { id: sizes, when: "has(t) && size(t) > 2", require: d < 0.9 || c == "teal", because: { en: r } }
              - { id: mirrored, require: "-4 < n", because: { en: r } }
              - { id: chosen, require: 'b ? packaging.type == "bag" : n != 5', because: { en: r } }
              - { id: exact-length, when: has(u), require: size(u) == 2 || size(u) == 3, because: { en: r } }
              - { id: sums, require: "double(n) + d < 5.2", because: { en: not for JSON Schema } }
              - { id: measured, when: has(m), require: m < 90.0, because: { en: not for JSON Schema } }
            operations:
              - { id: o, when: 'a != "z" || b', workMaster: w, needs: [x], each: PT1S, parameters: { A: "12 / (n + 2)" } }
            """;

    static Stream<Arguments> products() {
        return Stream.of(Products.ALL_KINDS, ProductLanguageTest.COMPUTER, LOGIC)
                .map(Products::compiled)
                .flatMap(product -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(product.id(), seed, product)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("products")
    void schemaAndIntakeAgree(String name, long seed, CompiledProduct product) {
        // Given
        var draw = new RandomItems(product, new Random(seed));
        JsonNode document = document(product);
        Schema schema = SCHEMAS.getSchema(document);
        Set<String> verdicts = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            Map<String, @Nullable Object> item = draw.item();
            JsonNode json = JSON.valueToTree(item);

            // When
            boolean valid = schema.validate(json).isEmpty();
            Configuration result = product.configure(ordered(json));

            // Then
            if (result instanceof Configured) {
                assertThat(schema.validate(json)).as(json.toString()).isEmpty();
            } else if (valid) {
                assertThat(((Configuration.Refused) result).faults())
                        .as(json.toString())
                        .allMatch(fault -> isNamed(fault, document));
            }
            verdicts.add(result.getClass().getSimpleName() + valid);
        }
        assertThat(verdicts).contains("Configuredtrue", "Refusedfalse");
    }

    @Test
    void rulesThatJsonSchemaCanSayAreInIt() {
        assertThat(said(Products.compiled(LOGIC)))
                .containsExactly(
                        "not-equal true",
                        "in-list true",
                        "sizes true",
                        "mirrored true",
                        "chosen true",
                        "exact-length true",
                        "sums false",
                        "measured false");
        assertThat(said(Products.compiled(ProductLanguageTest.COMPUTER)))
                .containsExactly("fanless true", "long-service false");
    }

    @Test
    void textsAreInTheLanguageThatIsPicked() throws JsonProcessingException {
        // When
        var schema = new ProductSchema(Products.compiled(ProductLanguageTest.COMPUTER), true)
                .in(texts -> Optional.ofNullable(texts.get("zh")));

        // Then
        JsonNode json = JSON.readTree(JSON.writeValueAsString(schema));
        assertThat(json.path("title").asText()).isEqualTo("电脑");
        assertThat(json.at("/properties/options/properties/cpu/oneOf/0/title").asText())
                .isEqualTo("静音");
        assertThat(json.at("/allOf/0/title").asText()).isEqualTo("需要风扇");
        assertThat(json.at("/x-rules/0/frees/0").asText()).isEqualTo("fan");
    }

    @Test
    void anotherThanTheDefaultVersionMustBeNamed() {
        // Given
        JsonNode other =
                JSON.valueToTree(new ProductSchema(Products.compiled(LOGIC), false).in(texts -> Optional.empty()));
        Schema schema = SCHEMAS.getSchema(other);

        // When
        JsonNode item = JSON.valueToTree(Map.of("product", "logic", "quantity", 1, "options", Map.of("c", "red")));
        JsonNode named = JSON.valueToTree(
                Map.of("product", "logic", "quantity", 1, "version", 1, "options", Map.of("c", "red")));

        // Then
        assertThat(schema.validate(item)).hasSize(1);
        assertThat(schema.validate(named)).isEmpty();
    }

    private static List<String> said(CompiledProduct product) {
        List<String> said = new ArrayList<>();
        document(product)
                .path("x-rules")
                .forEach(rule -> said.add(
                        rule.path("id").asText() + " " + rule.path("inSchema").asBoolean()));
        return said;
    }

    private static boolean isNamed(OptionFault fault, JsonNode document) {
        for (JsonNode rule : document.path("x-rules")) {
            if (fault.rule().equals("rule:" + rule.path("id").asText())) {
                return !rule.path("inSchema").asBoolean();
            }
        }
        for (JsonNode check : document.path("x-checks")) {
            String name = fault.block().equals("options") ? fault.name() : fault.block() + "." + fault.name();
            boolean about = check.path("options").isEmpty()
                    || check.path("options").toString().contains('"' + name + '"');
            if (about && check.path("rule").asText().equals(fault.rule())) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode document(CompiledProduct product) {
        return JSON.valueToTree(new ProductSchema(product, true).in(texts -> Optional.ofNullable(texts.get("en"))));
    }

    private static Ordered ordered(JsonNode item) {
        return new Ordered(
                plain(item.path("options")),
                plain(item.path("packaging")),
                plain(item.path("delivery")),
                plain(item.path("service")));
    }

    private static Map<String, @Nullable Object> plain(JsonNode block) {
        return block.isObject() ? JSON.convertValue(block, PLAIN) : Map.of();
    }

    /** Items as a platform might send them: mostly right, at the edges, and wrong. */
    public static final class RandomItems {
        private static final List<@Nullable Object> ODD = new ArrayList<>(Arrays.asList(
                "",
                "x",
                7,
                -3,
                0.25,
                new BigDecimal("0.3000000000000000000001"),
                true,
                null,
                List.of(),
                Map.of(),
                1e300));

        private final CompiledProduct product;
        private final Random random;

        /** Items of this product. */
        public RandomItems(CompiledProduct product, Random random) {
            this.product = product;
            this.random = random;
        }

        /** The next item. */
        public Map<String, @Nullable Object> item() {
            var item = new LinkedHashMap<String, @Nullable Object>();
            item.put("product", product.id());
            item.put("quantity", 1 + random.nextInt(50));
            block("options", item);
            block("packaging", item);
            block("delivery", item);
            block("service", item);
            return item;
        }

        private void block(String block, Map<String, @Nullable Object> item) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            String prefix = block.equals("options") ? "" : block + ".";
            product.names().forEach((name, option) -> {
                boolean own = prefix.isEmpty() ? name.indexOf('.') < 0 : name.startsWith(prefix);
                if (own && random.nextInt(3) > 0) {
                    values.put(option.name(), random.nextInt(40) == 0 ? pick(ODD) : Samples.of(option, random));
                }
            });
            if (random.nextInt(60) == 0) {
                values.put("nonsense", 1);
            }
            if (!values.isEmpty() || random.nextInt(4) == 0) {
                item.put(block, values);
            }
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
