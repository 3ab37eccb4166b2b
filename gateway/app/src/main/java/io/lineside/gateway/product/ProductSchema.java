package io.lineside.gateway.product;

import io.lineside.config.product.OptionConfig;
import io.lineside.config.product.ProductConfig;
import io.lineside.config.product.RuleConfig;
import io.lineside.gateway.product.expression.SchemaTerms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says as JSON Schema (2020-12) what an order item of one version of a product may be. It refuses nothing that intake
 * takes. What it can not say is named: under {@code x-rules} the product's own rules, each with its reason and whether the
 * schema has it, under {@code x-checks} what intake checks beyond the schema. Thread-safe.
 *
 * @param isDefault whether an order that names no version gets this one
 */
public record ProductSchema(CompiledProduct product, boolean isDefault) {
    /** An item may be this many pieces. */
    public static final int MOST_PIECES = 10_000;

    /** The schema with its texts in the best language, as {@code text} picks it. */
    public Map<String, Object> in(Function<Map<String, String>, Optional<String>> text) {
        ProductConfig config = product.config();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", text.apply(config.title()).orElse(config.id()));
        schema.put("type", "object");
        var properties = new LinkedHashMap<String, Object>();
        properties.put("product", Map.of("const", config.id()));
        properties.put("version", version());
        properties.put("quantity", Map.of("type", "integer", "minimum", 1, "maximum", MOST_PIECES));
        var required = new ArrayList<>(List.of("product", "quantity"));
        blocks().forEach((name, options) -> {
            properties.put(name, new OptionSchema(text).block(options));
            if (options.values().stream().anyMatch(OptionConfig::required)) {
                required.add(name);
            }
        });
        if (!isDefault) {
            required.add("version");
        }
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        rules(schema, text);
        schema.put("x-checks", checks());
        return inOrder(schema);
    }

    // Maps of no order of their own get one, so that the same product has the same text in every process.
    private static Map<String, Object> inOrder(Map<?, ?> schema) {
        var ordered = new LinkedHashMap<String, Object>();
        Collection<?> keys = schema instanceof LinkedHashMap ? schema.keySet() : new TreeSet<>(schema.keySet());
        for (Object key : keys) {
            ordered.put(String.valueOf(key), inOrder(schema.get(key)));
        }
        return ordered;
    }

    private static @Nullable Object inOrder(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return inOrder(map);
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        var ordered = new ArrayList<@Nullable Object>();
        list.forEach(entry -> ordered.add(inOrder(entry)));
        return ordered;
    }

    private Map<String, Object> version() {
        // An order may say null for the version that it would get without.
        if (!isDefault) {
            return Map.of("const", product.version());
        }
        List<Object> versions = new ArrayList<>();
        versions.add(product.version());
        versions.add(null);
        return Map.of("enum", versions);
    }

    private Map<String, Map<String, OptionConfig>> blocks() {
        var blocks = new LinkedHashMap<String, Map<String, OptionConfig>>();
        blocks.put(OptionFault.OPTIONS, product.config().options());
        blocks.put(OptionFault.PACKAGING, product.config().packaging());
        blocks.put(OptionFault.DELIVERY, product.config().delivery());
        blocks.put(OptionFault.SERVICE, product.config().service());
        return blocks;
    }

    private void rules(Map<String, Object> schema, Function<Map<String, String>, Optional<String>> text) {
        var terms = new SchemaTerms(product.names());
        var said = new ArrayList<Map<String, Object>>();
        var named = new ArrayList<Map<String, Object>>();
        for (Rule rule : product.rules()) {
            Optional<Map<String, Object>> term = rule.config().warning() ? Optional.empty() : term(rule, terms);
            String reason =
                    text.apply(rule.config().because()).orElse(rule.config().id());
            term.ifPresent(found -> {
                found.put("title", reason);
                found.put("x-rule", rule.config().id());
                said.add(found);
            });
            named.add(named(rule.config(), reason, term.isPresent()));
        }
        if (!said.isEmpty()) {
            schema.put("allOf", said);
        }
        schema.put("x-rules", named);
    }

    private static Optional<Map<String, Object>> term(Rule rule, SchemaTerms terms) {
        Optional<Map<String, Object>> require = terms.of(rule.require());
        if (rule.when().isEmpty()) {
            return require.map(LinkedHashMap::new);
        }
        return terms.of(rule.when().get())
                .flatMap(when -> require.map(then -> {
                    var term = new LinkedHashMap<String, Object>();
                    term.put("if", when);
                    term.put("then", then);
                    return term;
                }));
    }

    private static Map<String, Object> named(RuleConfig rule, String reason, boolean inSchema) {
        var named = new LinkedHashMap<String, Object>();
        named.put("id", rule.id());
        named.put("severity", rule.warning() ? "warning" : "limit");
        named.put("reason", reason);
        rule.when().ifPresent(when -> named.put("when", when.source()));
        named.put("require", rule.require().source());
        if (!rule.frees().isEmpty()) {
            named.put("frees", rule.frees());
        }
        named.put("inSchema", inSchema);
        return named;
    }

    private List<Map<String, Object>> checks() {
        var checks = new ArrayList<Map<String, Object>>();
        var inexact = new ArrayList<String>();
        var measured = new ArrayList<String>();
        product.names().forEach((name, option) -> {
            boolean free = option instanceof OptionConfig.Decimal decimal
                    && decimal.bounds().step().isEmpty();
            if (free || option instanceof OptionConfig.Dimension) {
                inexact.add(name);
            }
            if (option instanceof OptionConfig.Dimension) {
                measured.add(name);
            }
        });
        if (!inexact.isEmpty()) {
            checks.add(check("precision", "A number has at most 15 digits, also when it is converted", inexact));
        }
        if (!measured.isEmpty()) {
            checks.add(check("range", "A value with a unit is within bounds when it is converted", measured));
            checks.add(check("step", "A value with a unit keeps the step when it is converted", measured));
        }
        checks.add(check("no-operation", "At least one operation is needed to make it", List.of()));
        checks.add(check("expression", "The product's expressions can be worked out for it", List.of()));
        return checks;
    }

    private static Map<String, Object> check(String rule, String detail, List<String> options) {
        var check = new LinkedHashMap<String, Object>();
        check.put("rule", rule);
        check.put("detail", detail);
        check.put("options", options);
        return check;
    }
}
