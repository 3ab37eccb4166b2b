package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.LineQuantities;
import io.lineside.gateway.Jobs;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportRulesTest {
    @ParameterizedTest
    @CsvSource({
        "SENDING, NOT_ALLOWED_TO_START, STORED, JOB_ACCEPTED_BY_LINE",
        "SENDING, ALLOWED_TO_START, STARTED, JOB_ACCEPTED_BY_LINE",
        "IN_DOUBT, ALLOWED_TO_START, STARTED, JOB_DOUBT_SETTLED",
        "STORED, ALLOWED_TO_START, STARTED, JOB_ACCEPTED_BY_LINE",
        "STARTED, RUNNING, RUNNING, JOB_RUNNING",
        "RUNNING, INTERRUPTED, INTERRUPTED, JOB_INTERRUPTED",
        "INTERRUPTED, RUNNING, RUNNING, JOB_RUNNING",
        "RUNNING, ENDED, ENDED, JOB_ENDED",
        "IN_DOUBT, ENDED, ENDED, JOB_ENDED",
        "QUEUED, RUNNING, RUNNING, JOB_RUNNING",
        "RUNNING, ABORTED, ABORTED, JOB_ABORTED"
    })
    void reportMovesTheJobOn(JobPhase before, JobState reported, JobPhase after, EventType event) {
        // When
        var change = ReportRules.judge(Jobs.in(before), Jobs.report(reported, 0, 0));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(after);
            assertThat(c.event()).isEqualTo(event);
        });
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, ALLOWED_TO_START", "STARTED, NOT_ALLOWED_TO_START", "INTERRUPTED, ALLOWED_TO_START"})
    void lateReportOfAnEarlierStateChangesNothing(JobPhase phase, JobState late) {
        // When
        var change = ReportRules.judge(Jobs.in(phase), Jobs.report(late, 0, 0));
        // Then
        assertThat(change).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"ENDED", "ABORTED", "CANCELLED", "FAILED"})
    void finalPhaseIsNeverLeft(JobPhase last) {
        for (JobState state : JobState.values()) {
            // When
            var change = ReportRules.judge(Jobs.in(last), Jobs.report(state, Jobs.QUANTITY, 1));
            // Then
            assertThat(change).as("%s after %s", state, last).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED, HELD", "INTERRUPTED, SUSPENDED", "ENDED, CLOSED"})
    void substateThatSomebodyShouldKnowIsRemarkedOn(JobState state, JobSubstate substate) {
        // Given
        JobResponse report = in(substate, Jobs.report(state, 0, 0));
        // When
        var change = ReportRules.judge(Jobs.in(JobPhase.RUNNING), report);
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.reason()).contains("(" + substate.text() + ")"));
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, 0, of 12 pieces it made: count", "IN_DOUBT, 5, 'before, it had reported 5 good'"})
    void endWithoutAWordOfThePiecesWaitsForAPerson(JobPhase before, int good, String words) {
        // Given
        TrackedJob job = Jobs.made(before, good, 0);
        // When
        var change = ReportRules.judgeAnswer(job, uncounted(JobState.ENDED));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.event()).isEqualTo(EventType.JOB_HELD);
            assertThat(c.phase()).isEqualTo(JobPhase.HELD);
            assertThat(c.good()).isEqualTo(good);
            assertThat(c.reason()).contains(words);
        });
        // And when
        TrackedJob held = Jobs.after(job, change.orElseThrow());
        // Then
        assertThat(ReportRules.judge(held, uncounted(JobState.ENDED))).isEmpty();
        assertThat(ReportRules.judge(held, Jobs.report(JobState.ENDED, Jobs.QUANTITY, 0)))
                .hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(JobPhase.ENDED));
    }

    @Test
    void endIsAllThatIsHeardOfALineThatNeverCounts() {
        // When
        var change =
                ReportRules.judge(Jobs.made(JobPhase.RUNNING, 0, 0), uncounted(JobState.ENDED), LineQuantities.ASSUMED);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.ENDED);
            assertThat(c.good()).isEqualTo(Jobs.QUANTITY);
            assertThat(c.scrap()).isZero();
            assertThat(c.evidence()).containsEntry("quantities", "assumed");
        });
    }

    @Test
    void countsOfALineThatIsSaidNotToCountAreBelieved() {
        // When
        var change = ReportRules.judge(
                Jobs.made(JobPhase.RUNNING, 0, 0),
                Jobs.report(JobState.ENDED, Jobs.QUANTITY - 2, 2),
                LineQuantities.ASSUMED);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.good()).isEqualTo(Jobs.QUANTITY - 2);
            assertThat(c.scrap()).isEqualTo(2);
            assertThat(c.evidence()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"0, CLOSED", "3, COMPLETED"})
    void endOfAJobThatWasCountedBeforeOrEndedEarlyIsNotTakenAsWhole(int good, JobSubstate substate) {
        // When
        var change = ReportRules.judge(
                Jobs.made(JobPhase.RUNNING, good, 0), in(substate, uncounted(JobState.ENDED)), LineQuantities.ASSUMED);
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(JobPhase.HELD));
    }

    @Test
    void lineThatNeverCountsAndGaveAJobUpMadeNothing() {
        // When
        var change = ReportRules.judge(
                Jobs.made(JobPhase.RUNNING, 0, 0), uncounted(JobState.ABORTED), LineQuantities.ASSUMED);
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.phase()).isEqualTo(JobPhase.ABORTED);
            assertThat(c.good()).isZero();
        });
    }

    @Test
    void endWithoutAWordOfPiecesThatWereAllCountedBeforeIsBelieved() {
        // When
        var change = ReportRules.judge(Jobs.made(JobPhase.RUNNING, Jobs.QUANTITY - 1, 1), uncounted(JobState.ENDED));
        // Then
        assertThat(change).hasValueSatisfying(c -> assertThat(c.phase()).isEqualTo(JobPhase.ENDED));
    }

    @Test
    void repeatedReportChangesNothing() {
        // Given
        TrackedJob job = Jobs.made(JobPhase.RUNNING, 3, 1);
        // When
        var change = ReportRules.judge(job, Jobs.report(JobState.RUNNING, 3, 1));
        // Then
        assertThat(change).isEmpty();
    }

    @Test
    void countsNeverFall() {
        // Given
        TrackedJob job = Jobs.made(JobPhase.RUNNING, 5, 2);
        // When
        var change = ReportRules.judge(job, Jobs.report(JobState.INTERRUPTED, 3, 1));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.good()).isEqualTo(5);
            assertThat(c.scrap()).isEqualTo(2);
        });
    }

    @Test
    void moreGoodPiecesThanOrderedAreCountedAsOrderedAndSaid() {
        // When
        var change = ReportRules.judge(Jobs.in(JobPhase.RUNNING), Jobs.report(JobState.ENDED, Jobs.QUANTITY + 1, 0));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.good()).isEqualTo(Jobs.QUANTITY);
            assertThat(c.reason()).contains("13 good pieces of 12");
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfTheSameReportsEndsTheSame(long seed) {
        // Given
        var random = new Random(seed);
        List<JobResponse> reports = new ArrayList<>();
        reports.add(Jobs.report(JobState.ALLOWED_TO_START, 0, 0));
        IntStream.range(0, Jobs.QUANTITY)
                .forEach(made -> reports.add(Jobs.report(JobState.RUNNING, made, random.nextInt(2))));
        reports.addAll(List.copyOf(reports));
        Collections.shuffle(reports, random);
        reports.add(Jobs.report(JobState.ENDED, Jobs.QUANTITY, 1));
        TrackedJob job = Jobs.in(JobPhase.SENDING);
        // When
        for (JobResponse report : reports) {
            TrackedJob before = job;
            job = ReportRules.judge(before, report)
                    .map(change -> Jobs.after(before, change))
                    .orElse(before);
            assertThat(job.good()).isGreaterThanOrEqualTo(before.good());
        }
        // Then
        assertThat(job.phase()).isEqualTo(JobPhase.ENDED);
        assertThat(job.good()).isEqualTo(Jobs.QUANTITY);
    }

    static List<Long> seeds() {
        return IntStream.range(0, 50).mapToObj(Long::valueOf).toList();
    }

    private static JobResponse in(JobSubstate substate, JobResponse report) {
        return new JobResponse(
                report.id(),
                report.jobOrderId(),
                report.state(),
                report.reportedAt(),
                report.startTime(),
                report.endTime(),
                report.data(),
                report.materials(),
                Optional.of(substate));
    }

    /** A report that says nothing but the state, as an entry of JobOrderList does. */
    private static JobResponse uncounted(JobState state) {
        JobResponse counted = Jobs.report(state, 0, 0);
        return new JobResponse(
                "",
                counted.jobOrderId(),
                state,
                counted.reportedAt(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
