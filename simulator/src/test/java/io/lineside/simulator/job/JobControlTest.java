package io.lineside.simulator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.MaterialRequirement;
import io.lineside.simulator.order.Parameter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobControlTest {
    private TestLine line;

    @BeforeEach
    void start(@TempDir Path data) {
        line = TestLine.started(data);
    }

    @AfterEach
    void stop() {
        line.close();
    }

    @Test
    void aStoredAndStartedJobIsMadeAndEndsCompleted() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);

        // When
        line.timer.fire(2);

        // Then
        assertThat(line.state("J-1")).isEqualTo(JobState.ENDED);
        assertThat(line.reports)
                .extracting(JobResponse::state)
                .containsExactly(JobState.ALLOWED_TO_START, JobState.RUNNING, JobState.RUNNING, JobState.ENDED);
        assertThat(line.reports).extracting(JobResponse::good).containsExactly(0, 0, 1, 2);
        assertThat(line.reports).extracting(JobResponse::jobResponseId).doesNotHaveDuplicates();
        assertThat(line.reports.get(3).subState()).contains(SubState.COMPLETED);
        assertThat(line.units()).containsExactly(1, 2);
    }

    @Test
    void everyNthPieceIsScrappedAndTheResultNamesIt() {
        // Given
        line.jobs.build(false, 2);
        var pieces = new MaterialRequirement("mug", "o-1", "7,9-10", MaterialRequirement.PRODUCED, "3", null);
        line.jobs.command(
                Command.STORE_AND_START,
                new JobOrder("J-1", "", "glaze/1", null, null, 0, List.of(), List.of(), List.of(pieces)));

        // When
        line.timer.fire(3);

        // Then
        JobResponse last = line.reports.get(line.reports.size() - 1);
        assertThat(last.state()).isEqualTo(JobState.ENDED);
        assertThat(last.good()).isEqualTo(2);
        assertThat(last.scrap()).isEqualTo(1);
        assertThat(last.produced().quantity()).isEqualTo("2");
        assertThat(last.units())
                .containsExactly(
                        new UnitResult("o-1-00007", true),
                        new UnitResult("o-1-00009", false),
                        new UnitResult("o-1-00010", true));
        assertThat(line.ledger.entries()).extracting(MadePiece::scrap).containsExactly(false, true, false);
    }

    @Test
    void lineThatBuildsOtherwiseSaysSoInResultAndLedgerAlsoAfterARestart(@TempDir Path data) {
        // Given
        try (TestLine before = TestLine.started(data)) {
            before.jobs.build(true, 0);
            before.jobs.command(
                    Command.STORE_AND_START, JobOrder.of("J-1", "glaze/1", 2, List.of(Parameter.of("Color", "teal"))));
            before.timer.fire();
        }
        // When
        try (TestLine after = TestLine.started(data)) {
            after.timer.fire();
            // Then
            assertThat(after.reports).last().satisfies(report -> assertThat(report.built())
                    .containsExactly(Parameter.of("Color", "teal?")));
            assertThat(after.ledger.entries())
                    .allSatisfy(piece -> assertThat(piece.parameters()).containsEntry("Color", "teal?"));
        }
    }

    @Test
    void aStoredJobWaitsForItsStart() {
        // Given
        line.store(Command.STORE, "J-1", 1);

        // When
        boolean worked = line.timer.fire();

        // Then
        assertThat(worked).isFalse();
        assertThat(line.state("J-1")).isEqualTo(JobState.NOT_ALLOWED_TO_START);
    }

    @Test
    void aKnownJobOrderIdIsNeverTakenASecondTime() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 1);
        line.timer.fire();

        // When
        Reply reply = line.store(Command.STORE_AND_START, "J-1", 1);

        // Then
        assertThat(reply.status()).isEqualTo(ReturnStatus.UNABLE_TO_ACCEPT);
        assertThat(line.units()).containsExactly(1);
    }

    @Test
    void jobsThatAreOverDoNotCountAgainstTheCapacity() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 1);
        line.store(Command.STORE, "J-2", 1);
        Reply beyond = line.store(Command.STORE, "J-3", 1);
        line.timer.fire();

        // When
        Reply after = line.store(Command.STORE, "J-3", 1);

        // Then
        assertThat(beyond.status()).isEqualTo(ReturnStatus.UNABLE_TO_ACCEPT);
        assertThat(beyond.text()).isEqualTo("the line keeps at most 2 job orders");
        assertThat(after.isDone()).isTrue();
    }

    @Test
    void anUnknownWorkMasterIsAnInvalidRequest() {
        // When
        Reply reply = line.jobs.command(Command.STORE, JobOrder.of("J-1", "bake/9", 1, List.of()));

        // Then
        assertThat(reply.status()).isEqualTo(ReturnStatus.INVALID_REQUEST);
        assertThat(reply.text())
                .isEqualTo("WorkMasterID: must be one that the line knows, was 'bake/9'; allowed: glaze/1, glaze/2");
    }

    @Test
    void aCommandToAnUnknownJobNamesIt() {
        // When
        Reply reply = line.jobs.command(Command.START, "nobody");

        // Then
        assertThat(reply.status()).isEqualTo(ReturnStatus.UNKNOWN_JOB_ORDER_ID);
        assertThat(reply.text()).contains("nobody");
    }

    @Test
    void aCommandThatTheStateForbidsIsRefusedAndChangesNothing() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);

        // When
        Reply reply = line.jobs.command(Command.CANCEL, "J-1");

        // Then
        assertThat(reply.status()).isEqualTo(ReturnStatus.INVALID_JOB_ORDER_STATUS);
        assertThat(reply.text()).isEqualTo("Cancel: not allowed while the job is Running");
        assertThat(line.state("J-1")).isEqualTo(JobState.RUNNING);
    }

    @Test
    void clearForgetsAnEndedJobForGood() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 1);
        line.timer.fire();

        // When
        Reply reply = line.jobs.command(Command.CLEAR, "J-1");

        // Then
        assertThat(reply.isDone()).isTrue();
        assertThat(line.jobs.jobs()).isEmpty();
        assertThat(line.forgotten).containsExactly("J-1");
    }

    @Test
    void theHigherPriorityGoesFirstThenTheEarlierArrival() {
        // Given
        line.jobs.holdProduction(true);
        line.store(Command.STORE_AND_START, "J-1", 1);
        line.jobs.command(Command.STORE_AND_START, prioritised("J-2", 5));

        // When
        line.jobs.holdProduction(false);

        // Then
        assertThat(line.state("J-2")).isEqualTo(JobState.RUNNING);
        assertThat(line.state("J-1")).isEqualTo(JobState.ALLOWED_TO_START);
    }

    @Test
    void aPausedJobLetsTheNextOneWorkAndGoesOnWhereItWas() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);
        line.store(Command.STORE_AND_START, "J-2", 1);
        line.timer.fire();

        // When
        line.jobs.command(Command.PAUSE, "J-1");
        line.timer.fire();
        line.jobs.command(Command.RESUME, "J-1");
        line.timer.fire();

        // Then
        assertThat(line.state("J-1")).isEqualTo(JobState.ENDED);
        assertThat(line.state("J-2")).isEqualTo(JobState.ENDED);
        assertThat(line.ledger.entries()).extracting("jobOrderId").containsExactly("J-1", "J-2", "J-1");
        assertThat(line.timer.isIdle()).isTrue();
    }

    @Test
    void anAbortedJobMakesNoFurtherPiece() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 3);
        line.timer.fire();

        // When
        line.jobs.command(Command.ABORT, "J-1");
        line.timer.fire();

        // Then
        assertThat(line.state("J-1")).isEqualTo(JobState.ABORTED);
        assertThat(line.made("J-1")).isEqualTo(1);
        assertThat(line.units()).containsExactly(1);
    }

    @Test
    void updateReplacesAnOrderThatHasNotBegun() {
        // Given
        line.store(Command.STORE, "J-1", 1);

        // When
        Reply reply = line.store(Command.UPDATE, "J-1", 3);

        // Then
        assertThat(reply.isDone()).isTrue();
        assertThat(line.jobs.job("J-1").orElseThrow().order().pieces()).isEqualTo(3);
    }

    @Test
    void heldProductionLeavesJobsAsTheyAre() {
        // Given
        line.store(Command.STORE_AND_START, "J-1", 2);
        line.jobs.holdProduction(true);

        // When
        boolean worked = line.timer.fire();

        // Then
        assertThat(worked).isFalse();
        assertThat(line.state("J-1")).isEqualTo(JobState.RUNNING);
        assertThat(line.units()).isEmpty();
    }

    @Test
    void aCommandOfTheOtherKindIsABugOfTheCaller() {
        assertThatThrownBy(() -> line.jobs.command(Command.STORE, "J-1"))
                .hasMessage("Store: takes a job order, not a JobOrderID");
        assertThatThrownBy(() -> line.store(Command.CLEAR, "J-1", 1))
                .hasMessage("Clear: takes a JobOrderID, not a job order");
    }

    private static JobOrder prioritised(String id, int priority) {
        JobOrder plain = JobOrder.of(id, "glaze/1", 1, List.of());
        return new JobOrder(
                id, "", "glaze/1", null, null, priority, plain.parameters(), plain.equipment(), plain.materials());
    }
}
