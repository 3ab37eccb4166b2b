package io.lineside.gateway.product.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.lineside.config.product.OptionConfig;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Translates conditions into JSON Schema, as far as JSON Schema can say them: comparisons of one option with constants,
 * {@code has}, {@code in}, {@code size}, and whatever logic joins them. An absent option counts as its default.
 * Thread-safe.
 *
 * @param options by the name that expressions use
 */
public record SchemaTerms(Map<String, OptionConfig> options) {
    private static final Map<String, String> MIRRORED =
            Map.of("_==_", "_==_", "_!=_", "_!=_", "_<_", "_>_", "_>_", "_<_", "_<=_", "_>=_", "_>=_", "_<=_");

    /** What must hold of one option's value, in JSON Schema and in Java. */
    private record Atom(Map<String, Object> schema, Predicate<Object> test) {}

    /** A schema that an order item keeps exactly when the condition is true of it; empty where there is none. */
    public Optional<Map<String, Object>> of(CompiledExpression condition) {
        return term(condition.tree());
    }

    private Optional<Map<String, Object>> term(CelExpr expr) {
        Optional<String> name = Names.of(expr);
        if (name.isPresent()) {
            return named(name.get());
        }
        if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
            return Optional.of(expr.constant().booleanValue() ? Map.of() : Map.of("not", Map.of()));
        }
        return expr.getKind() == CelExpr.ExprKind.Kind.CALL ? call(expr.call()) : Optional.empty();
    }

    private Optional<Map<String, Object>> named(String name) {
        Optional<String> asked = Names.ofPresence(name);
        if (asked.isPresent()) {
            OptionConfig option = options.get(asked.get());
            return option == null
                    ? Optional.empty()
                    : Optional.of(option.defaultValue().isPresent() ? Map.of() : at(asked.get(), Map.of(), true));
        }
        return options.get(name) instanceof OptionConfig.Flag
                ? atom(name, new Atom(Map.of("const", true), Boolean.TRUE::equals))
                : Optional.empty();
    }

    private Optional<Map<String, Object>> call(CelExpr.CelCall call) {
        List<CelExpr> args = call.args();
        return switch (call.function()) {
            case "_&&_" -> both("allOf", term(args.get(0)), term(args.get(1)));
            case "_||_" -> both("anyOf", term(args.get(0)), term(args.get(1)));
            case "!_" -> term(args.get(0)).map(inner -> Map.of("not", inner));
            case "_?_:_" ->
                term(args.get(0))
                        .flatMap(condition -> both(
                                "anyOf",
                                both("allOf", Optional.of(condition), term(args.get(1))),
                                both("allOf", Optional.of(Map.of("not", condition)), term(args.get(2)))));
            case "@in" -> in(args.get(0), args.get(1));
            default -> MIRRORED.containsKey(call.function()) ? comparison(call) : Optional.empty();
        };
    }

    private static Optional<Map<String, Object>> both(
            String keyword, Optional<Map<String, Object>> left, Optional<Map<String, Object>> right) {
        return left.flatMap(first -> right.map(second -> Map.of(keyword, List.of(first, second))));
    }

    private Optional<Map<String, Object>> in(CelExpr value, CelExpr list) {
        if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
            return Optional.empty();
        }
        List<Optional<Object>> constants =
                list.list().elements().stream().map(SchemaTerms::constant).toList();
        Optional<String> name = Names.of(value).filter(found -> isWord(options.get(found)));
        return name.isPresent() && constants.stream().allMatch(Optional::isPresent)
                ? atom(name.get(), words(constants.stream().map(Optional::get).toList()))
                : Optional.empty();
    }

    private static Atom words(List<Object> words) {
        return new Atom(Map.of("enum", words), words::contains);
    }

    private Optional<Map<String, Object>> comparison(CelExpr.CelCall call) {
        CelExpr left = call.args().get(0);
        CelExpr right = call.args().get(1);
        Optional<Object> constant = constant(right);
        if (constant.isEmpty()) {
            return constant(left).flatMap(found -> compare(right, MIRRORED.get(call.function()), found));
        }
        return compare(left, call.function(), constant.get());
    }

    private Optional<Map<String, Object>> compare(CelExpr side, @Nullable String function, Object constant) {
        if (function == null) {
            return Optional.empty();
        }
        Optional<String> sized = sized(side);
        if (sized.isPresent() && constant instanceof BigDecimal length) {
            return negated(function, lengths(function, length)).flatMap(found -> found.in(this, sized.get()));
        }
        Optional<String> name = Names.of(side);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        OptionConfig option = options.get(name.get());
        boolean number = option instanceof OptionConfig.Whole || option instanceof OptionConfig.Decimal;
        if (number && constant instanceof BigDecimal limit) {
            return negated(function, numbers(function, limit)).flatMap(found -> found.in(this, name.get()));
        }
        boolean plain = isWord(option) || option instanceof OptionConfig.Flag;
        boolean equality = function.equals("_==_") || function.equals("_!=_");
        return plain && equality
                ? negated(function, new Atom(Map.of("const", constant), constant::equals))
                        .flatMap(found -> found.in(this, name.get()))
                : Optional.empty();
    }

    /** A comparison, turned around where it asks for the opposite. */
    private record Comparison(Atom atom, boolean opposite) {
        Optional<Map<String, Object>> in(SchemaTerms terms, String name) {
            return terms.atom(name, atom).map(found -> opposite ? Map.of("not", found) : found);
        }
    }

    private static Optional<Comparison> negated(String function, Atom atom) {
        return Optional.of(new Comparison(atom, function.equals("_!=_")));
    }

    private static Atom numbers(String function, BigDecimal limit) {
        return switch (function) {
            case "_<_" ->
                new Atom(
                        Map.of("exclusiveMaximum", limit),
                        value -> number(value).compareTo(limit) < 0);
            case "_<=_" ->
                new Atom(Map.of("maximum", limit), value -> number(value).compareTo(limit) <= 0);
            case "_>_" ->
                new Atom(
                        Map.of("exclusiveMinimum", limit),
                        value -> number(value).compareTo(limit) > 0);
            case "_>=_" ->
                new Atom(Map.of("minimum", limit), value -> number(value).compareTo(limit) >= 0);
            default -> new Atom(Map.of("const", limit), value -> number(value).compareTo(limit) == 0);
        };
    }

    private static Atom lengths(String function, BigDecimal length) {
        long limit = length.longValue();
        Predicate<Object> test = value -> numbers(function, length).test().test(BigDecimal.valueOf(length(value)));
        return switch (function) {
            case "_<_" -> new Atom(atMost(limit - 1), test);
            case "_<=_" -> new Atom(atMost(limit), test);
            case "_>_" -> new Atom(Map.of("minLength", Math.max(0, limit + 1)), test);
            case "_>=_" -> new Atom(Map.of("minLength", Math.max(0, limit)), test);
            default ->
                new Atom(
                        Map.of("allOf", List.of(atMost(limit), Map.of("minLength", Math.max(0, limit)))),
                        value -> length(value) == limit);
        };
    }

    private static Map<String, Object> atMost(long length) {
        return length < 0 ? Map.of("not", Map.of()) : Map.of("maxLength", length);
    }

    private static long length(Object value) {
        String text = String.valueOf(value);
        return text.codePointCount(0, text.length());
    }

    private Optional<String> sized(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL
                || !expr.call().function().equals("size")) {
            return Optional.empty();
        }
        CelExpr measured =
                expr.call().target().orElseGet(() -> expr.call().args().get(0));
        return Names.of(measured).filter(name -> options.get(name) instanceof OptionConfig.Text);
    }

    private static boolean isWord(@Nullable OptionConfig option) {
        return option instanceof OptionConfig.Choice
                || option instanceof OptionConfig.Text
                || (option instanceof OptionConfig.Colour colour
                        && !colour.palette().isEmpty());
    }

    private static Optional<Object> constant(CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return Optional.empty();
        }
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> Optional.of(constant.stringValue());
            case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
            case INT64_VALUE -> Optional.of(BigDecimal.valueOf(constant.int64Value()));
            case DOUBLE_VALUE ->
                Double.isFinite(constant.doubleValue())
                        ? Optional.of(BigDecimal.valueOf(constant.doubleValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) value).longValue());
    }

    private Optional<Map<String, Object>> atom(String name, Atom atom) {
        OptionConfig option = options.get(name);
        if (option == null) {
            return Optional.empty();
        }
        boolean holdsWhenAbsent = option.defaultValue().filter(atom.test()).isPresent();
        return Optional.of(at(name, atom.schema(), !holdsWhenAbsent));
    }

    /** A schema of the item for a schema of one option of it. */
    private static Map<String, Object> at(String name, Map<String, Object> schema, boolean required) {
        int dot = name.indexOf('.');
        String block = dot < 0 ? "options" : name.substring(0, dot);
        String member = name.substring(dot + 1);
        return inside(block, inside(member, schema, required), required);
    }

    private static Map<String, Object> inside(String member, Map<String, Object> schema, boolean required) {
        var object = new LinkedHashMap<String, Object>();
        object.put("properties", Map.of(member, schema));
        if (required) {
            object.put("required", new ArrayList<>(List.of(member)));
        }
        return object;
    }
}
