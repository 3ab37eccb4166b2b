package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.SendRecord;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DispatchRulesTest {
    private static final SendRecord SENT = new SendRecord(Optional.of(new MemoryId("boot 1")));
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
            names = {"INVALID_REQUEST", "VENDOR"},
            mode = EnumSource.Mode.EXCLUDE)
    void lineThatCannotTakeTheJobNowGetsTheSameJobAgainLater(RefusalCode code) {
        // When
        var change = DispatchRules.refused(Jobs.in(JobPhase.SENDING), ATTEMPT, new Refused(code, "in manual mode"));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.QUEUED);
            assertThat(c.reason()).contains("in manual mode");
        });
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
            names = {"INVALID_REQUEST", "VENDOR"})
    void refusalThatWaitingCannotCureFailsTheJobWithTheLinesWords(RefusalCode code) {
        // When
        var change =
                DispatchRules.refused(Jobs.in(JobPhase.SENDING), ATTEMPT, new Refused(code, "bit 32: no such recipe"));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.FAILED);
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
