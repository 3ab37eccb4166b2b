package io.lineside.gateway.plan;

import static io.lineside.gateway.plan.Drafts.NOW;
import static io.lineside.gateway.plan.Drafts.item;
import static io.lineside.gateway.plan.Drafts.line;
import static io.lineside.gateway.plan.Drafts.planned;
import static io.lineside.gateway.plan.Drafts.planner;
import static io.lineside.gateway.plan.Drafts.shown;
import static io.lineside.gateway.plan.Drafts.wantedBy;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.Acceptance;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.Units;
import io.lineside.model.work.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is ordered on whatever floor: the plan makes exactly that, in an order and on lines that can. */
class PlanPropertiesTest {
    private static final List<String> COLORS = List.of("white", "teal", "red");

    /** A site, an order and a moment, drawn from a seed. */
    private record Case(List<LinePlace> lines, OrderDraft draft, FloorState floor) {
        static Case of(long seed) {
            var random = new Random(seed);
            List<LinePlace> lines = new ArrayList<>();
            for (String capability : List.of("painting", "printing", "packing")) {
                for (int i = 0; i <= random.nextInt(3); i++) {
                    int most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(30);
                    lines.add(line(capability + i, most, capability, random.nextBoolean() ? "packing" : "other"));
                }
            }
            List<ItemDraft> items = new ArrayList<>();
            for (int number = 1; number <= 1 + random.nextInt(6); number++) {
                Map<String, Object> options = new HashMap<>(Map.of("color", COLORS.get(random.nextInt(3))));
                if (random.nextBoolean()) {
                    options.put("text", "Ada");
                }
                items.add(item(number, 1 + random.nextInt(200), options));
            }
            Map<EquipmentId, LineNow> floor = new HashMap<>();
            lines.forEach(place -> floor.put(
                    place.line(),
                    new LineNow(
                            random.nextInt(4) > 0,
                            Duration.ofSeconds(random.nextInt(4_000)),
                            "",
                            random.nextBoolean()
                                    ? Map.of()
                                    : Map.of(
                                            new WorkMasterId("paint/1"),
                                            new LineNow.Pace(Duration.ofMillis(random.nextInt(30_000)), 3)))));
            var wanted = random.nextBoolean()
                    ? Optional.of(NOW.plusSeconds(random.nextInt(20_000)))
                    : Optional.<Instant>empty();
            return new Case(lines, wantedBy(wanted, items.toArray(ItemDraft[]::new)), new FloorState(floor));
        }

        PlanOutcome.Planned plan() {
            return planned(planner(lines.toArray(LinePlace[]::new)), draft, floor);
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void planMakesExactlyTheOrderedPiecesOncePerOperation(long seed) {
        // Given
        var plan = Case.of(seed).plan();

        // Then
        for (WorkItem item : plan.request().items()) {
            Map<String, List<Integer>> made = new TreeMap<>();
            plan.jobs().stream().filter(job -> job.item() == item.number()).forEach(job -> {
                assertThat(job.order().quantity()).isEqualTo(job.batch().units().count());
                made.computeIfAbsent(job.operation(), operation -> new ArrayList<>())
                        .addAll(job.batch().units().numbers().boxed().toList());
            });
            assertThat(made.keySet()).contains("paint", "pack");
            assertThat(made.containsKey("print")).isEqualTo(item.options().containsKey("text"));
            List<Integer> all =
                    IntStream.rangeClosed(1, item.quantity()).boxed().toList();
            assertThat(made.values()).allSatisfy(numbers -> assertThat(numbers).containsExactlyElementsOf(all));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyJobComesAfterTheSamePiecesInTheOperationsBefore(long seed) {
        // Given
        var plan = Case.of(seed).plan();
        Map<JobOrderId, PlannedJob> before = new HashMap<>();

        // Then
        for (PlannedJob job : plan.jobs()) {
            Set<String> operations = new HashSet<>();
            for (JobOrderId id : job.after()) {
                assertThat(before).containsKey(id);
                PlannedJob earlier = before.get(id);
                assertThat(requireNonNull(earlier).batch()).isEqualTo(job.batch());
                assertThat(earlier.item()).isEqualTo(job.item());
                operations.add(earlier.operation());
            }
            assertThat(operations).isEqualTo(expectedBefore(job, plan));
            before.put(job.order().id(), job);
        }
    }

    private static Set<String> expectedBefore(PlannedJob job, PlanOutcome.Planned plan) {
        boolean printed = plan.request().items().get(job.item() - 1).options().containsKey("text");
        return switch (job.operation()) {
            case "paint" -> Set.of();
            case "print" -> Set.of("paint");
            default -> printed ? Set.of("paint", "print") : Set.of("paint");
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyLineCanDoWhatItGets(long seed) {
        // Given
        Case given = Case.of(seed);
        Map<EquipmentId, LinePlace> places = new HashMap<>();
        given.lines().forEach(place -> places.put(place.line(), place));
        Map<String, String> needs = Map.of("paint", "painting", "print", "printing", "pack", "packing");

        // When
        var plan = given.plan();

        // Then
        assertThat(plan.jobs()).allSatisfy(job -> {
            assertThat(job.capable()).contains(job.line());
            assertThat(job.why()).startsWith(job.line() + ": ");
            assertThat(job.capable()).allSatisfy(line -> {
                LinePlace place = places.get(line);
                assertThat(requireNonNull(place).capabilities())
                        .extracting(capability -> capability.value())
                        .contains(needs.get(job.operation()));
                assertThat(place.mostPieces())
                        .isGreaterThanOrEqualTo(job.order().quantity());
            });
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sameOrderOnTheSameFloorIsPlannedTheSame(long seed) {
        // When
        var first = Case.of(seed).plan();
        var second = Case.of(seed).plan();

        // Then
        assertThat(shown(second)).isEqualTo(shown(first));
        assertThat(second.jobs())
                .extracting(PlannedJob::why)
                .isEqualTo(first.jobs().stream().map(PlannedJob::why).toList());
        assertThat(second.finish()).isEqualTo(first.finish());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void storeTakesEveryPlan(long seed) {
        // Given
        var plan = Case.of(seed).plan();

        // When
        var acceptance = new Acceptance(plan.request(), "{}", plan.jobs(), Optional.empty(), "00");

        // Then
        assertThat(acceptance.jobs()).hasSameSizeAs(plan.jobs());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unitsAreReadAsTheyAreWritten(long seed) {
        // Given
        var random = new Random(seed);
        var units = Units.of(random.ints(random.nextInt(40), 1, 60));

        // When
        var read = Units.ofText(units.text());

        // Then
        assertThat(read).isEqualTo(units);
        assertThat(read.numbers().boxed().toList()).hasSize(units.count()).allMatch(units::contains);
        assertThat(units.highest(3).count()).isEqualTo(Math.min(3, units.count()));
    }
}
