package io.lineside.gateway.product.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.product.ProductConfig;
import io.lineside.config.source.Expression;
import io.lineside.config.source.FaultLog;
import io.lineside.config.source.Position;
import io.lineside.gateway.product.Products;
import io.lineside.model.job.ParameterValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said about an option that may be absent. */
class GuardTest {
    private static final ProductConfig PRODUCT = Products.read(
            """
            product: p
            version: 1
            title: { en: P }
            options:
              a: { type: boolean, optional: true }
              b: { type: text, maxLength: 5, optional: true }
              c: { type: integer, min: 0, max: 9, optional: true }
              size: { type: choice, values: [S, M], default: S }
            packaging:
              note: { type: text, maxLength: 5, optional: true }
            operations: [{ id: o, workMaster: w, needs: [x], each: PT1S }]
            """);
    private static final Language LANGUAGE = Language.ofRules(PRODUCT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "has(a)",
                "has(a) && a",
                "!has(a) || a",
                "has(a) ? a : false",
                "!has(a) ? true : a",
                "has(b) && has(c) && b == \"x\" && c > 1",
                "(has(b) && size == \"S\") && size(b) > 1",
                "!(has(b) && has(c)) || (b == \"x\" && c > 1)",
                "(has(b) && a_or) || size == \"M\"",
                "[1, 2].exists(i, has(c) && i == c)",
                "[true].all(a, a)",
                "has(packaging.note) && packaging.note.startsWith(\"x\")",
                "has(size) && size == \"S\""
            })
    void guardedUseIsAccepted(String source) {
        assertThat(faults(source.replace("a_or", "true"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a && has(a)",
                "has(a) || a",
                "!has(a) && a",
                "has(a) ? true : a",
                "has(b) && c > 1",
                "(has(b) || has(c)) && b == \"x\"",
                "has(c) ? b == \"x\" : false",
                "[1, 2].exists(i, i == c)",
                "packaging.note == \"x\""
            })
    void unguardedUseIsRefused(String source) {
        assertThat(faults(source)).hasSize(1).first().asString().contains("must be guarded where ", "may be absent");
    }

    @Test
    void faultTellsTheOptionAndHowToGuardIt() {
        assertThat(faults("size(b) > 1"))
                .containsExactly(
                        "p.yaml:3:7: require: must be guarded where b may be absent, was 'size(b) > 1'; allowed:"
                                + " for example has(b) && ..., has(b) ? ... : ..., or a when: has(b)");
    }

    @Test
    void hasTellsAbsentFromPresent() {
        // Given
        CompiledExpression expression =
                compile("has(b) ? b == \"x\" : true", new FaultLog()).orElseThrow();

        // When
        boolean absent = expression.holds(values(Map.of()));
        boolean other = expression.holds(values(Map.of("b", new ParameterValue.Text("y"))));

        // Then
        assertThat(absent).isTrue();
        assertThat(other).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void acceptedExpressionIsNeverMissingAValue(long seed) {
        // Given
        var random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 50; i++) {
            String source = expression(random, 4);
            Optional<CompiledExpression> compiled = compile(source, new FaultLog());
            accepted += compiled.isPresent() ? 1 : 0;

            // When, Then: no combination of absent and present makes it fail.
            compiled.ifPresent(expression -> everyOrder().forEach(expression::holds));
        }
        assertThat(accepted).isPositive();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private static String expression(Random random, int depth) {
        String[] leaves = {
            "has(a)", "has(b)", "has(c)", "has(packaging.note)", "a", "b == \"x\"", "c > 3", "packaging.note != \"\""
        };
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> "!(" + expression(random, depth - 1) + ")";
            case 2, 3 -> "(" + expression(random, depth - 1) + " && " + expression(random, depth - 1) + ")";
            case 4 -> "(" + expression(random, depth - 1) + " || " + expression(random, depth - 1) + ")";
            case 5 ->
                "(" + expression(random, depth - 1) + " ? " + expression(random, depth - 1) + " : "
                        + expression(random, depth - 1) + ")";
            default -> leaves[random.nextInt(leaves.length)];
        };
    }

    private static List<Map<String, Object>> everyOrder() {
        return LongStream.range(0, 16).mapToObj(GuardTest::order).toList();
    }

    private static Map<String, Object> order(long bits) {
        var options = new HashMap<String, ParameterValue>();
        if ((bits & 1) != 0) {
            options.put("a", new ParameterValue.Flag(true));
        }
        if ((bits & 2) != 0) {
            options.put("b", new ParameterValue.Text("x"));
        }
        if ((bits & 4) != 0) {
            options.put("c", new ParameterValue.Whole(5));
        }
        Map<String, ParameterValue> packaging =
                (bits & 8) != 0 ? Map.of("note", new ParameterValue.Text("n")) : Map.of();
        options.put("size", new ParameterValue.Text("S"));
        return Values.of(Names.of(PRODUCT), options, packaging);
    }

    private static Map<String, Object> values(Map<String, ParameterValue> options) {
        return Values.of(Names.of(PRODUCT), options, Map.of());
    }

    private static List<String> faults(String source) {
        var faults = new FaultLog();
        compile(source, faults);
        return faults.all().stream().map(Object::toString).toList();
    }

    private static Optional<CompiledExpression> compile(String source, FaultLog faults) {
        var at = new Position(Path.of("p.yaml"), 3, 7, "require");
        return LANGUAGE.condition(new Expression(source, at), Set.of(), faults);
    }
}
