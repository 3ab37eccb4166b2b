package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.lineside.gateway.intake.Feasibility;
import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.model.work.PlannedJob;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What judging, planning and keeping an order costs, as a multiple of reading its JSON on the same machine at the same
 * time. Once by itself; {@code -Dlineside.test.measure=200} is worth reading. Times are printed and never judged.
 */
class PlanMeasureTest {
    private static final int ROUNDS = Integer.getInteger("lineside.test.measure", 1);
    private static final int VARIANTS = 500;
    private static final int PIECES = 10_000;
    private static final String ONE = order(1, 1);
    private static final String MANY = order(VARIANTS, PIECES / VARIANTS);

    private final ObjectMapper json = new ObjectMapper();

    private static String order(int variants, int each) {
        return IntStream.range(0, variants)
                .mapToObj(i ->
                        "{\"product\":\"mug\",\"quantity\":" + each + ",\"options\":{\"color\":\"teal\",\"text\":\"Ada "
                                + i + "\"},\"packaging\":{\"type\":\"gift\"}}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static IntakeCall call(String body) {
        return new IntakeCall(Bench.TENANT, Optional.empty(), body);
    }

    @Test
    void tenThousandPiecesInFiveHundredVariants(@TempDir Path folder) throws Exception {
        // Given
        try (var bench = new Bench(folder, Bench.products(), Map.of())) {
            var feasibility = Feasibility.of(bench.edition());
            double one = print("reading one piece's order", 1, median(() -> json.readTree(ONE)));
            print("feasibility of one piece", one, median(() -> feasibility.judge(call(ONE))));
            print("keeping one piece's order", one, median(() -> submit(bench, ONE)));
            double many = print("reading 10,000 pieces in 500 variants", 1, median(() -> json.readTree(MANY)));
            print("their feasibility", many, median(() -> feasibility.judge(call(MANY))));
            print("planning them", many, median(() -> feasibility.plan(call(MANY))));
            print("keeping them, on disk", many, median(() -> submit(bench, MANY)));

            // When
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            var plan = feasibility.plan(call(MANY)).orElseThrow();
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            System.out.printf(
                    "%,d kB body, %,d job orders, %,d kB allocated in planning, of which all but the plan is garbage%n",
                    MANY.length() / 1_024, plan.jobs().size(), allocated / 1_024);

            // Then
            Map<String, Integer> pieces = plan.jobs().stream()
                    .collect(Collectors.groupingBy(PlannedJob::operation, Collectors.summingInt(job -> job.order()
                            .quantity())));
            assertThat(pieces).isEqualTo(Map.of("glaze", PIECES, "pack", PIECES));
            assertThat(feasibility.judge(call(MANY)))
                    .isInstanceOfSatisfying(FeasibilityResult.Judged.class, judged -> assertThat(judged.feasible())
                            .isTrue());
        }
    }

    private static IntakeResult submit(Bench bench, String body) throws Exception {
        IntakeResult result =
                bench.routes.submit(call(body)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(IntakeResult.Accepted.class);
        return result;
    }

    /** Nanoseconds, after as many rounds to warm up. */
    private static double median(Callable<?> work) throws Exception {
        long[] nanos = new long[ROUNDS];
        for (int i = -ROUNDS; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Object result = work.call();
            nanos[Math.max(0, i)] = System.nanoTime() - start;
            assertThat(result).isNotNull();
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }

    private static double print(String what, double baseline, double nanos) {
        System.out.printf(
                "%-40s %9.3f ms%s%n",
                what, nanos / 1e6, baseline == 1 ? "" : String.format("  %6.1f times the reading", nanos / baseline));
        return nanos;
    }
}
