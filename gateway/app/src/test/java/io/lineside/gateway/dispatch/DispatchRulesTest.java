package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.SendRecord;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchRulesTest {
    private static final Refused NO_RECIPE = new Refused(RefusalCode.INVALID_REQUEST, "no such recipe");
    private static final SendRecord SENT = SendRecord.open(Optional.of(new MemoryId("boot 1")));
    private static final int ATTEMPT = 1;

    @ParameterizedTest
    @CsvSource({"STORE_AND_START, STARTED", "STORE, STORED"})
    void acceptedJobIsAtTheLine(JobAction action, JobPhase phase) {
        // When
        var change = DispatchRules.settle(Jobs.in(JobPhase.SENDING), ATTEMPT, action, new Accepted());
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(phase));
    }

    @Test
    void unansweredJobIsInDoubtAndSaysWhatWasWaitedFor() {
        // When
        var change = DispatchRules.settle(
                Jobs.in(JobPhase.SENDING), ATTEMPT, JobAction.STORE_AND_START, new Unknown("no answer in 8 s"));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.IN_DOUBT);
            assertThat(c.reason()).isEqualTo("no answer in 8 s");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"SENDING", "IN_DOUBT"},
            mode = EnumSource.Mode.EXCLUDE)
    void lateOutcomeChangesNothingOnceTheJobHasMovedOn(JobPhase phase) {
        for (CommandOutcome late : new CommandOutcome[] {new Accepted(), new Unknown("late")}) {
            // When
            var change = DispatchRules.settle(Jobs.in(phase), ATTEMPT, JobAction.STORE_AND_START, late);
            // Then
            assertThat(change).isEmpty();
        }
    }

    @Test
    void outcomeOfAnEarlierAttemptChangesNothing() {
        // When
        var change =
                DispatchRules.settle(Jobs.in(JobPhase.SENDING), ATTEMPT + 1, JobAction.STORE_AND_START, new Accepted());
        // Then
        assertThat(change).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalCode.class,
            names = {"INVALID_REQUEST", "VENDOR", "UNSUPPORTED", "NOT_AS_ORDERED"},
            mode = EnumSource.Mode.EXCLUDE)
    void lineThatCannotTakeTheJobNowGetsTheSameJobAgainLater(RefusalCode code) {
        // When
        var change = refused(new Refused(code, "in manual mode"), SENT, Duration.ZERO);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.QUEUED);
            assertThat(c.reason()).contains("in manual mode");
        });
    }

    @Test
    void storedJobThatIsNotStartedAndGoneIsHeldWithTheLinesWords() {
        // When
        var change = DispatchRules.notStarted(Jobs.in(JobPhase.STORED), ATTEMPT, NO_RECIPE);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.reason()).contains("did not start it: no such recipe");
        });
        assertThat(DispatchRules.notStarted(Jobs.in(JobPhase.RUNNING), ATTEMPT, NO_RECIPE))
                .isEmpty();
        assertThat(DispatchRules.notStarted(Jobs.in(JobPhase.STORED), ATTEMPT + 1, NO_RECIPE))
                .isEmpty();
    }

    @Test
    void commandThatNeverReachedTheLineGoesAgainLater() {
        // When
        var change = DispatchRules.notDelivered(
                Jobs.in(JobPhase.SENDING), ATTEMPT, new Refused(RefusalCode.NOT_DELIVERED, "no link"));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.QUEUED);
            assertThat(c.reason()).contains("no link");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalCode.class,
            names = {"INVALID_REQUEST", "VENDOR", "UNSUPPORTED", "NOT_AS_ORDERED"})
    void refusalThatWaitingCannotCureHoldsTheJobWithTheLinesWordsWhereNoOtherLineCanMakeIt(RefusalCode code) {
        // When
        var change = refused(new Refused(code, "bit 32: no such recipe"), SENT, Duration.ZERO);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.reason()).contains("bit 32: no such recipe");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"SENDING", "IN_DOUBT"})
    void jobThatTheLineDoesNotHaveGoesAgain(JobPhase phase) {
        // When
        var change = DispatchRules.absent(Jobs.in(phase), ATTEMPT, SENT, absence("boot 1", Duration.ZERO));
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(JobPhase.QUEUED));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"STORED", "STARTED", "RUNNING", "INTERRUPTED"})
    void jobThatTheLineHasForgottenIsHeldBecauseAbsentDoesNotMeanNeverMade(JobPhase phase) {
        // When
        var change = DispatchRules.absent(Jobs.made(phase, 7, 0), ATTEMPT, SENT, absence("boot 1", Duration.ZERO));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.reason()).contains("7 of 12");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"SENDING", "IN_DOUBT"})
    void jobThatARestartedLineDoesNotHaveIsHeldWithTheEvidence(JobPhase phase) {
        // When
        var change = DispatchRules.absent(Jobs.in(phase), ATTEMPT, SENT, absence("boot 2", Duration.ZERO));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.reason()).contains("then boot 1, now boot 2", "memory: kept");
        });
    }

    @Test
    void jobWhoseCommandMayStillArriveStaysInDoubt() {
        // When
        var change = DispatchRules.absent(
                Jobs.in(JobPhase.SENDING), ATTEMPT, SENT, absence("boot 1", Duration.ofSeconds(3)));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.IN_DOUBT);
            assertThat(c.reason()).contains("may still arrive");
        });
    }

    @Test
    void refusalForGoodSendsTheJobToTheNextLineThatHasNotRefusedIt() {
        // When
        var change = refused(NO_RECIPE, between("glaze-0", "glaze-1", "glaze-2", "glaze-3"), Duration.ZERO);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.QUEUED);
            assertThat(c.event()).isEqualTo(EventType.JOB_REROUTED);
            assertThat(c.line()).contains(new EquipmentId("glaze-2"));
            assertThat(c.reason()).isEqualTo("glaze-1 refused it: no such recipe");
        });
    }

    @Test
    void jobThatEveryLineRefusedIsHeldWithTheReasonOfEach() {
        // When
        var change = refused(NO_RECIPE, between("glaze-0", "glaze-1"), Duration.ZERO);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.reason())
                    .isEqualTo("no line takes it: glaze-0 refused it: too hot; glaze-1 refused it: no such recipe");
        });
    }

    @Test
    void jobGoesToNoOtherLineWhileAnEarlierSendingMayStillArriveAtThisOne() {
        // Given
        var silent = new SendRecord(
                SENT.memory(), SENT.standing(), true, between("glaze-2").capable(), Map.of(), 0, "");
        // When
        var early = refused(NO_RECIPE, silent, Duration.ofSeconds(1));
        var later = refused(NO_RECIPE, silent, Duration.ZERO);
        // Then
        assertThat(early).hasValueSatisfying(c -> assertThat(c.line()).isEmpty());
        assertThat(later).hasValueSatisfying(c -> assertThat(c.line()).contains(new EquipmentId("glaze-2")));
    }

    @Test
    void jobOnWhichTheGatewayItselfFailsAgainAndAgainIsQuarantined() {
        // Given
        var absence = new Absence(
                Desks.line(LineProfile.A, LineMemory.KEPT),
                Optional.empty(),
                Duration.ZERO,
                Optional.of(new Poison.Failures(3, "a bug")));
        // When
        var change = DispatchRules.absent(Jobs.in(JobPhase.SENDING), ATTEMPT, SENT, absence);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.QUARANTINED);
            assertThat(c.reason()).contains("3 times", "a bug");
        });
    }

    private static Optional<JobChange> refused(Refused refusal, SendRecord sent, Duration mayArriveFor) {
        return DispatchRules.refused(Jobs.in(JobPhase.SENDING), ATTEMPT, refusal, sent, mayArriveFor);
    }

    /** A job that these lines can make, the first of which has refused it. */
    private static SendRecord between(String... lines) {
        var capable = Arrays.stream(lines).map(EquipmentId::new).toList();
        return new SendRecord(
                SENT.memory(),
                SENT.standing(),
                false,
                capable,
                Map.of(new EquipmentId("glaze-0"), "glaze-0 refused it: too hot"),
                0,
                "");
    }

    private static Absence absence(String memory, Duration mayArriveFor) {
        return new Absence(Desks.line(LineProfile.A, LineMemory.LOST), Optional.of(new MemoryId(memory)), mayArriveFor);
    }

    @Test
    void sameDoubtIsRecordedOnce() {
        // Given
        var job = Jobs.in(JobPhase.IN_DOUBT);
        // When
        var change = DispatchRules.settle(job, ATTEMPT, JobAction.STORE_AND_START, new Unknown(job.reason()));
        // Then
        assertThat(change).isEmpty();
    }

    @Test
    void takenStartMovesAStoredJobOn() {
        // When
        var change = DispatchRules.started(Jobs.in(JobPhase.STORED), ATTEMPT);
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(JobPhase.STARTED));
    }
}
