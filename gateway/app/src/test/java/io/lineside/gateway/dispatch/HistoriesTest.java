package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of orders, faults and crashes, each from a seed, over the real dispatch, progress and store on a real file.
 * {@code -Dlineside.test.histories=n} lives through another number of them, {@code -Dlineside.test.seed=s} through one.
 */
class HistoriesTest {
    private static final int MANY = Integer.getInteger("lineside.test.histories", 2_000);
    private static final int AT_ONCE = 500;
    private static final int SABOTAGED = 2_000;
    private static final int SOME = 100;
    private static final int TWIN_EVERY = 8;
    /** Order, item and operation, with no remake beside the item. */
    private static final Pattern PLANNED_JOB = Pattern.compile("-\\d+-\\d+-[a-z]+");

    private static final Path MEMORY = Path.of("/dev/shm");

    private final LongAdder events = new LongAdder();
    private final LongAdder crashes = new LongAdder();

    @Test
    void everyRuleHoldsInEveryHistory() throws Exception {
        // Given
        Long one = Long.getLong("lineside.test.seed");
        var seeds = one == null ? LongStream.rangeClosed(1, MANY).boxed().toList() : List.of(one);
        List<Callable<List<String>>> worlds = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i += AT_ONCE) {
            var some = seeds.subList(i, Math.min(seeds.size(), i + AT_ONCE));
            worlds.add(() -> violations(some, Sabotage.NONE, false));
        }
        // When
        long started = System.nanoTime();
        var threads = Executors.newFixedThreadPool(2);
        List<String> violations = new ArrayList<>();
        try {
            for (var world : threads.invokeAll(worlds)) {
                violations.addAll(world.get());
            }
        } finally {
            threads.shutdownNow();
        }
        // Then
        System.out.printf(
                "%,d histories, %,d events, %,d crashes, %d violations, %d s%n",
                seeds.size(),
                events.sum(),
                crashes.sum(),
                violations.size(),
                (System.nanoTime() - started) / 1_000_000_000);
        assertThat(violations).as(() -> story(violations)).isEmpty();
    }

    @Test
    void historyGoesTheSameWayAloneAndAmongOthers() throws Exception {
        // Given
        var together = LongStream.rangeClosed(1, 40)
                .mapToObj(seed -> new History(HistoryPlan.of(seed), Sabotage.NONE, false))
                .toList();
        var alone = new History(HistoryPlan.of(17), Sabotage.NONE, false);
        // When
        inFreshFile(file -> new HistoryWorld(together).run(file));
        inFreshFile(file -> new HistoryWorld(List.of(alone)).run(file));
        // Then
        assertThat(alone.digest()).isEqualTo(together.get(16).digest());
        assertThat(alone.ending()).isEqualTo(together.get(16).ending());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void sabotagedGatewayIsFoundOut(Sabotage sabotage) throws Exception {
        // When
        boolean found = false;
        for (long seed = 1; seed <= SABOTAGED && !found; seed += SOME) {
            var seeds = LongStream.range(seed, seed + SOME).boxed().toList();
            found = violations(seeds, sabotage, false).stream()
                    .anyMatch(violation -> violation.contains(": " + sabotage.rule() + ": "));
        }
        // Then
        assertThat(found).as("a violation of " + sabotage.rule()).isTrue();
    }

    private List<String> violations(List<Long> seeds, Sabotage sabotage, boolean traced) throws Exception {
        List<History> all = new ArrayList<>();
        for (long seed : seeds) {
            var plan = HistoryPlan.of(seed);
            all.add(new History(plan, sabotage, traced));
            if (seed % TWIN_EVERY == 0 && !plan.mayHold() && plan.wishes().isEmpty()) {
                all.add(new History(plan.withoutCrashes(), sabotage, traced));
            }
        }
        inFreshFile(file -> new HistoryWorld(all).run(file));
        compareTwins(all);
        all.forEach(history -> {
            events.add(history.invariants().events());
            crashes.add(history.crashes());
        });
        return all.stream()
                .filter(history -> !history.invariants().violation().isEmpty())
                .map(history -> "seed " + history.plan().seed() + ": "
                        + history.invariants().violation()
                        + history.notes().stream().collect(Collectors.joining("\n  ", traced ? "\n  " : "", "")))
                .toList();
    }

    private static void compareTwins(List<History> all) {
        for (int i = 1; i < all.size(); i++) {
            History crashed = all.get(i - 1);
            History calm = all.get(i);
            if (crashed.plan().seed() == calm.plan().seed()
                    && calm.invariants().violation().isEmpty()) {
                crashed.invariants()
                        .require(
                                endsAlike(crashed.ending(), calm.ending()),
                                "I12",
                                crashed.ending(),
                                "crashes change nothing about the end, which without them is " + calm.ending());
            }
        }
    }

    /**
     * Whether what was planned with the order ended the same way, and all of it where the scrap was made again by the same
     * jobs: a crash may have two reports that came together come one by one, and then there are two remakes, with fates of
     * their own.
     */
    private static boolean endsAlike(Map<String, String> crashed, Map<String, String> calm) {
        return crashed.keySet().equals(calm.keySet())
                ? crashed.equals(calm)
                : planned(crashed).equals(planned(calm));
    }

    private static Map<String, String> planned(Map<String, String> ending) {
        return ending.entrySet().stream()
                .filter(entry -> PLANNED_JOB.matcher(entry.getKey()).matches())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The first seed that failed, lived through once more and told. */
    private String story(List<String> violations) {
        try {
            long seed = Long.parseLong(violations.get(0).replaceAll("seed (\\d+):.*(\\n.*)*", "$1"));
            return violations.size() + " histories failed; one again, as -Dlineside.test.seed=" + seed + " does: "
                    + violations(List.of(seed), Sabotage.NONE, true);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inFreshFile(Consumer<Path> use) throws IOException {
        Path folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "lineside-histories")
                : Files.createTempDirectory("lineside-histories");
        try {
            use.accept(folder.resolve("orders.db"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
