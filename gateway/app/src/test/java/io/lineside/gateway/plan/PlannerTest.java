package io.lineside.gateway.plan;

import static io.lineside.gateway.plan.Drafts.NOW;
import static io.lineside.gateway.plan.Drafts.colors;
import static io.lineside.gateway.plan.Drafts.item;
import static io.lineside.gateway.plan.Drafts.line;
import static io.lineside.gateway.plan.Drafts.order;
import static io.lineside.gateway.plan.Drafts.planned;
import static io.lineside.gateway.plan.Drafts.planner;
import static io.lineside.gateway.plan.Drafts.shown;
import static io.lineside.gateway.plan.Drafts.wantedBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.plan.LineNow.Pace;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.PlannedJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which jobs an order becomes, and on which lines. */
class PlannerTest {
    private static final LinePlace PAINT_1 = line("paint-1", "painting");
    private static final LinePlace PAINT_2 = line("paint-2", "painting");
    private static final LinePlace PACK = line("pack-1", "packing");

    private static FloorState floor(String line, LineNow now) {
        return new FloorState(Map.of(new EquipmentId(line), now));
    }

    private static List<String> reasons(PlanOutcome.Planned plan, String operation) {
        return plan.jobs().stream()
                .filter(job -> job.operation().equals(operation))
                .map(PlannedJob::why)
                .toList();
    }

    @Test
    void fewPiecesAreOneJobForEachOperation() {
        // When
        var plan = planned(planner(PAINT_1, PACK), order(colors(25, "teal")), FloorState.IDLE);

        // Then
        assertThat(shown(plan)).containsExactly("1-paint paint-1 1-25", "1-pack pack-1 1-25");
        assertThat(plan.start()).isEqualTo(NOW);
        assertThat(plan.finish()).isEqualTo(NOW.plusSeconds(60 + 250 + 50));
    }

    @Test
    void manyPiecesAreBatchesThatNoLimitIsTooSmallFor() {
        // When: 25 is the most that are packed at once
        var plan = planned(planner(PAINT_1, PACK), order(colors(70, "teal")), FloorState.IDLE);

        // Then
        assertThat(shown(plan))
                .containsExactly(
                        "1-paint-1 paint-1 1-24",
                        "1-paint-2 paint-1 25-47",
                        "1-paint-3 paint-1 48-70",
                        "1-pack-1 pack-1 1-24",
                        "1-pack-2 pack-1 25-47",
                        "1-pack-3 pack-1 48-70");
        assertThat(plan.jobs()).allSatisfy(job -> {
            assertThat(job.order().quantity()).isEqualTo(job.batch().units().count());
            assertThat(job.remakes()).isEqualTo(2);
        });
    }

    @Test
    void limitOfTheLinesCounts() {
        // Given
        var planner = planner(line("paint-1", 5, "painting"), line("paint-2", 10, "painting"), PACK);

        // When
        var plan = planned(planner, order(colors(20, "teal")), FloorState.IDLE);

        // Then: in tens, which only paint-2 takes
        assertThat(shown(plan))
                .containsExactly(
                        "1-paint-1 paint-2 1-10",
                        "1-paint-2 paint-2 11-20",
                        "1-pack-1 pack-1 1-10",
                        "1-pack-2 pack-1 11-20");
    }

    @Test
    void batchWaitsForItsOwnPiecesOnly() {
        // When
        var plan = planned(planner(PAINT_1, PACK), order(colors(50, "teal")), FloorState.IDLE);

        // Then
        var packed = plan.jobs().get(3);
        assertThat(packed.batch().number()).isEqualTo(2);
        assertThat(packed.after()).containsExactly(new JobOrderId(plan.request().id() + "-1-paint-2"));
        assertThat(packed.lastOperation()).isTrue();
    }

    @Test
    void jobsThatNeedNoSetUpInBetweenStandTogether() {
        // When
        var plan = planned(planner(PAINT_1, PACK), order(colors(5, "teal", "red", "teal")), FloorState.IDLE);

        // Then
        assertThat(shown(plan).subList(0, 3))
                .containsExactly("1-paint paint-1 1-5", "3-paint paint-1 1-5", "2-paint paint-1 1-5");
        assertThat(reasons(plan, "paint"))
                .containsExactly(
                        "paint-1: free now, set-up change of 1 min; no other line can",
                        "paint-1: free at 10:31Z, no set-up change; no other line can",
                        "paint-1: free at 10:32Z, set-up change of 1 min; no other line can");
    }

    @Test
    void campaignStaysOnItsLineUntilAnotherSetUpPays() {
        // When: five batches of 20 s after a set-up of a minute
        var plan = planned(
                planner(PAINT_1, PAINT_2, PACK), order(colors(2, "teal", "teal", "teal", "teal")), FloorState.IDLE);

        // Then
        assertThat(shown(plan).subList(0, 4)).allSatisfy(job -> assertThat(job).contains("paint-1"));
        assertThat(reasons(plan, "paint").get(1))
                .isEqualTo("paint-1: free at 10:31Z, no set-up change;"
                        + " paint-2 would be done 20 s earlier, after a set-up change");
    }

    @Test
    void differentColorsAreSpreadOverTheLines() {
        // When
        var plan = planned(planner(PAINT_1, PAINT_2, PACK), order(colors(10, "teal", "red")), FloorState.IDLE);

        // Then
        assertThat(shown(plan).subList(0, 2)).containsExactly("1-paint paint-1 1-10", "2-paint paint-2 1-10");
    }

    @Test
    void busyLineIsPassedOver() {
        // Given
        var floor = floor("paint-1", new LineNow(true, Duration.ofMinutes(13), ""));

        // When
        var plan = planned(planner(PAINT_1, PAINT_2, PACK), order(colors(1, "teal")), floor);

        // Then
        assertThat(reasons(plan, "paint"))
                .containsExactly("paint-2: free now, set-up change of 1 min; paint-1 would be done 13 min later");
    }

    @Test
    void lineThatCanNotBeReachedIsPassedOver() {
        // Given
        var floor = floor("paint-1", new LineNow(false, Duration.ZERO, ""));

        // When
        var plan = planned(planner(PAINT_1, PAINT_2, PACK), order(colors(1, "teal")), floor);

        // Then
        assertThat(reasons(plan, "paint"))
                .containsExactly("paint-2: free now, set-up change of 1 min; paint-1 can not be reached now");
    }

    @Test
    void orderIsTakenThoughNoLineCanBeReached() {
        // Given
        var floor = floor("paint-1", new LineNow(false, Duration.ZERO, ""));

        // When
        var plan = planned(planner(PAINT_1, PACK), order(colors(1, "teal")), floor);

        // Then
        assertThat(reasons(plan, "paint").get(0)).startsWith("paint-1: can not be reached now, free now");
    }

    @Test
    void lineThatIsSetUpAlreadyIsPreferredAsLongAsTheOrderIsInTime() {
        // Given: paint-1 is busy with teal for five minutes more, paint-2 has nothing to do
        var teal = planned(planner(PAINT_1, PACK), order(colors(1, "teal")), FloorState.IDLE);
        String setUp = teal.jobs().get(0).effort().setUpFor();
        var floor = floor("paint-1", new LineNow(true, Duration.ofMinutes(5), setUp));
        var lines = planner(PAINT_1, PAINT_2, PACK);

        // When
        var relaxed = planned(lines, wantedBy(Optional.of(NOW.plusSeconds(3600)), colors(1, "teal")), floor);
        var urgent = planned(lines, wantedBy(Optional.of(NOW.plusSeconds(120)), colors(1, "teal")), floor);

        // Then
        assertThat(relaxed.jobs().get(0).line()).hasToString("paint-1");
        assertThat(urgent.jobs().get(0).line()).hasToString("paint-2");
    }

    @Test
    void lineIsChosenByTheTimesThatItReallyTakes() {
        // Given: a piece was planned for ten seconds on either line
        var fast = new LineNow(
                true, Duration.ZERO, "", Map.of(new WorkMasterId("paint/1"), new Pace(Duration.ofMillis(2_500), 12)));
        var floor = floor("paint-2", fast);

        // When
        var plan = planned(planner(PAINT_1, PAINT_2, PACK), order(colors(20, "teal")), floor);

        // Then
        assertThat(reasons(plan, "paint"))
                .containsExactly("paint-2: free now, set-up change of 1 min, 2.5 s a piece as measured by 12 jobs"
                        + " (planned 10 s); paint-1 would be done 2 min later");
        assertThat(plan.finish()).isEqualTo(NOW.plusSeconds(60 + 50 + 40));
        assertThat(plan.measured()).isEqualTo(1);
    }

    @Test
    void operationHasToBeDoneInTimeForWhatComesAfterIt() {
        // Given: paint-1 needs no set-up, and would leave packing no time
        var teal = planned(planner(PAINT_1, PACK), order(colors(1, "teal")), FloorState.IDLE);
        String setUp = teal.jobs().get(0).effort().setUpFor();
        var floor = floor("paint-1", new LineNow(true, Duration.ofSeconds(110), setUp));
        var due = Optional.of(NOW.plusSeconds(320));

        // When
        var plan = planned(planner(PAINT_1, PAINT_2, PACK), wantedBy(due, colors(20, "teal")), floor);

        // Then
        assertThat(plan.jobs().get(0).line()).hasToString("paint-2");
        assertThat(plan.finish()).isEqualTo(NOW.plusSeconds(60 + 200 + 40));
    }

    @Test
    void jobThatWillBeLateSaysSo() {
        // When
        var plan = planned(
                planner(PAINT_1, PACK), wantedBy(Optional.of(NOW.plusSeconds(10)), colors(1, "teal")), FloorState.IDLE);

        // Then
        assertThat(reasons(plan, "paint").get(0)).contains("done 1 min too late");
    }

    @Test
    void operationThatNoLineCanDoIsNamed() {
        // When
        PlanOutcome outcome = planner(PAINT_1, PACK).plan(order(item(1, 3, Map.of("color", "teal", "text", "Ada"))));

        // Then
        assertThat(outcome).isInstanceOf(PlanOutcome.NoLine.class);
        assertThat(((PlanOutcome.NoLine) outcome).operation()).isEqualTo("print");
    }

    @Test
    void orderOfMoreJobsThanOneTransactionHoldsIsRefused() {
        // Given
        var planner = planner(line("paint-1", 1, "painting"), PACK);

        // When
        PlanOutcome outcome = planner.plan(order(colors(10_000, "teal", "red")));

        // Then
        assertThat(outcome).isEqualTo(new PlanOutcome.TooManyJobs(Planner.MOST_JOBS));
    }
}
