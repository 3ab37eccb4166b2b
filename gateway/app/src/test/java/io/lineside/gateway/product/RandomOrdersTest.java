package io.lineside.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is ordered, the answer is a plan that can be made or a refusal that says why. */
class RandomOrdersTest {
    private static final CompiledProduct SIGN = Products.compiled(Products.ALL_KINDS);
    private static final List<@Nullable Object> VALUES = new ArrayList<>(Arrays.asList(
            "S",
            "M",
            "L",
            "white",
            "teal",
            "Teal",
            "",
            "Ada",
            "Zoë",
            "定制",
            "ABC",
            "abc",
            "a\u0000b",
            "\uD800",
            "a rather long text for any sign",
            0,
            1,
            4,
            5L,
            8,
            9,
            -1,
            0.5,
            2.5,
            10.0,
            11,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            true,
            false,
            null,
            List.of(),
            Map.of(),
            "carton",
            "gift",
            "${env:HOME}",
            "1 + 1"));
    private static final List<String> OPTIONS =
            List.of("size", "holes", "thickness", "framed", "color", "text", "code", "depth", "colour", "");
    private static final List<String> PACKAGING = List.of("type", "note", "typ");
    private static final Map<String, List<Object>> LIKELY = Map.of(
            "size",
            List.of("S", "M", "L"),
            "holes",
            List.of(0, 8),
            "thickness",
            List.of(0.5, 9.5),
            "framed",
            List.of(true, false),
            "color",
            List.of("white", "teal"),
            "text",
            List.of("Ada"),
            "code",
            List.of("ABC"),
            "depth",
            List.of(1, 5),
            "type",
            List.of("carton", "gift"),
            "note",
            List.of("Hi"));

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyOrderIsPlannedOrRefusedWithReasons(long seed) {
        // Given
        var random = new Random(seed);
        Set<Class<?>> outcomes = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Map<String, @Nullable Object> options = draw(random, OPTIONS);
            Map<String, @Nullable Object> packaging = draw(random, PACKAGING);

            // When
            Configuration result = SIGN.configure(options, packaging);

            // Then
            outcomes.add(result.getClass());
            if (result instanceof Configured configured) {
                isMade(configured, options, 1 + random.nextInt(10_000));
            } else {
                saysWhy((Configuration.Refused) result);
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder(Configured.class, Configuration.Refused.class);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static Map<String, @Nullable Object> draw(Random random, List<String> names) {
        var drawn = new HashMap<String, @Nullable Object>();
        for (String name : names) {
            List<Object> likely = LIKELY.getOrDefault(name, List.of());
            if (random.nextBoolean() && !likely.isEmpty()) {
                drawn.put(name, likely.get(random.nextInt(likely.size())));
            } else if (random.nextInt(20) == 0) {
                drawn.put(name, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return drawn;
    }

    private static void isMade(Configured configured, Map<String, @Nullable Object> ordered, int quantity) {
        List<PlannedOperation> planned = SIGN.operations(configured, quantity);
        assertThat(planned).isNotEmpty();
        assertThat(configured.options()).containsKeys(ordered.keySet().toArray(String[]::new));
        Set<String> before = new HashSet<>();
        for (PlannedOperation operation : planned) {
            assertThat(before).containsAll(operation.after());
            before.add(operation.id());
        }
    }

    private static void saysWhy(Configuration.Refused refused) {
        assertThat(refused.faults()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.rule()).isNotBlank();
            assertThat(fault.was()).isNotBlank();
            assertThat(fault.allowed()).isNotBlank();
            assertThat(fault.message()).contains(", was " + fault.was()).endsWith("; allowed: " + fault.allowed());
        });
    }
}
