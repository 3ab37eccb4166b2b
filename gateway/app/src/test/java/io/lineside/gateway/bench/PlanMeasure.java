package io.lineside.gateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.lineside.gateway.Bench;
import io.lineside.gateway.intake.Feasibility;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.plan.PlanOutcome;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What judging, planning and keeping an order costs, as a multiple of reading its JSON on the same machine at the same
 * time: one piece, and ten thousand in five hundred variants. Confined to one thread.
 */
public final class PlanMeasure {
    /** Pieces of the large order. */
    public static final int PIECES = 10_000;

    private static final int VARIANTS = 500;
    private static final String ONE = order(1, 1);
    private static final String MANY = order(VARIANTS, PIECES / VARIANTS);

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream out;
    private final int rounds;

    private PlanMeasure(PrintStream out, int rounds) {
        this.out = out;
        this.rounds = rounds;
    }

    /** Measures with a store in this folder, each figure as the median of so many rounds; returns the large order's plan. */
    public static PlanOutcome.Planned measure(PrintStream out, Path folder, int rounds) throws Exception {
        return new PlanMeasure(out, rounds).run(folder);
    }

    private PlanOutcome.Planned run(Path folder) throws Exception {
        try (var bench = new Bench(folder, Bench.products(), Map.of())) {
            var feasibility = Feasibility.of(bench.edition());
            double one = print("reading one piece's order", 1, () -> json.readTree(ONE));
            print("feasibility of one piece", one, () -> feasibility.judge(call(ONE)));
            print("keeping one piece's order", one, () -> submit(bench, ONE));
            double many = print("reading 10,000 pieces in 500 variants", 1, () -> json.readTree(MANY));
            print("their feasibility", many, () -> feasibility.judge(call(MANY)));
            print("planning them", many, () -> feasibility.plan(call(MANY)));
            print("keeping them, on disk", many, () -> submit(bench, MANY));
            return planned(feasibility);
        }
    }

    private PlanOutcome.Planned planned(Feasibility feasibility) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var plan = feasibility.plan(call(MANY)).orElseThrow();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        out.printf(
                Locale.ROOT,
                "%,d kB body, %,d job orders, %,d kB allocated in planning, of which all but the plan is garbage%n",
                MANY.length() / 1_024,
                plan.jobs().size(),
                allocated / 1_024);
        return plan;
    }

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

    private static IntakeResult submit(Bench bench, String body) throws Exception {
        IntakeResult result =
                bench.routes.submit(call(body)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        if (!(result instanceof IntakeResult.Accepted)) {
            throw new IllegalStateException("the order was not accepted: " + result);
        }
        return result;
    }

    /** Nanoseconds, after as many rounds to warm up. */
    private double print(String what, double baseline, Callable<?> work) throws Exception {
        long[] nanos = new long[rounds];
        for (int i = -rounds; i < rounds; i++) {
            long start = System.nanoTime();
            work.call();
            nanos[Math.max(0, i)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        double median = nanos[rounds / 2];
        out.printf(
                Locale.ROOT,
                "%-40s %9.3f ms%s%n",
                what,
                median / 1e6,
                baseline == 1 ? "" : String.format(Locale.ROOT, "  %6.1f times the reading", median / baseline));
        return median;
    }
}
