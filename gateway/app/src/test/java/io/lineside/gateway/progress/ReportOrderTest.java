package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports that come in another order than the line made them. */
class ReportOrderTest {
    @Test
    void runningThatComesAfterALaterInterruptedChangesNothing() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(4, LineHistory.held(0)));
        // When
        var change = ReportRules.judge(job, Jobs.counted(3, Jobs.report(JobState.RUNNING, 0, 0)));
        // Then
        assertThat(job.phase()).isEqualTo(JobPhase.INTERRUPTED);
        assertThat(change).isEmpty();
    }

    @Test
    void lineThatDoesNotCountIsOrderedByItsClock() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), LineHistory.at(20, LineHistory.held(0)));
        // When
        var late = ReportRules.judge(job, LineHistory.at(10, Jobs.report(JobState.RUNNING, 0, 0)));
        var next = ReportRules.judge(job, LineHistory.at(30, Jobs.report(JobState.RUNNING, 0, 0)));
        // Then
        assertThat(late).isEmpty();
        assertThat(next).map(change -> change.phase()).contains(JobPhase.RUNNING);
    }

    @Test
    void clockThatIsSetBackDoesNotMatterToALineThatCounts() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(4, LineHistory.held(0)));
        JobResponse next = Jobs.counted(5, Jobs.report(JobState.RUNNING, 0, 0));
        JobResponse hoursBack = LineHistory.at(-9_000, next);
        // When
        var change = ReportRules.judge(job, hoursBack);
        // Then
        assertThat(change).map(c -> c.phase()).contains(JobPhase.RUNNING);
    }

    @Test
    void piecesOfALateReportCount() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(9, LineHistory.held(4)));
        // When
        var change = ReportRules.judge(job, Jobs.counted(7, Jobs.report(JobState.RUNNING, 5, 0)));
        // Then
        assertThat(change).hasValueSatisfying(c -> {
            assertThat(c.good()).isEqualTo(5);
            assertThat(c.phase()).isEqualTo(JobPhase.INTERRUPTED);
            assertThat(c.reason()).isEqualTo(job.reason());
        });
    }

    @Test
    void missingReportIsNotBelievedWhenItComesAfterAll() {
        // Given: the fourth, an interruption, is on its way.
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(3, Jobs.report(JobState.RUNNING, 1, 0)));
        // When
        job = after(job, Jobs.counted(5, Jobs.report(JobState.RUNNING, 1, 0)));
        // Then
        assertThat(ReportRules.judge(job, Jobs.counted(4, LineHistory.held(1)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "5, 5"})
    void whatALineSaidBeforeItForgotTheJobDoesNotBringItBack(int said, int second) {
        // Given
        JobResponse running = Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0));
        TrackedJob held = in(JobPhase.HELD, after(Jobs.in(JobPhase.STARTED), running));
        // When: out of the broker's memory.
        var change = ReportRules.judge(held, Jobs.counted(said, Jobs.report(JobState.RUNNING, 2, 0)));
        // Then
        assertThat(change).isEmpty();
        // When: because it was asked.
        JobResponse answer = Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0));
        var evidence = ReportRules.judge(held, LineHistory.at(second + 60, answer));
        // Then
        assertThat(evidence).map(c -> c.phase()).contains(JobPhase.RUNNING);
    }

    /** A late interruption is as old as the report that said nothing new, which it comes after. */
    @Test
    void lineThatDoesNotCountIsHeldToItsClockThoughNothingNewWasSaid() {
        // Given
        JobResponse running = Jobs.report(JobState.RUNNING, 1, 0);
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), LineHistory.at(10, running));
        // When
        job = after(job, LineHistory.at(30, running));
        // Then
        assertThat(ReportRules.judge(job, LineHistory.at(20, LineHistory.held(1))))
                .isEmpty();
        assertThat(ReportRules.judge(job, LineHistory.at(30, running))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"QUEUED", "SENDING", "IN_DOUBT", "STORED", "STARTED"})
    void whatALineSaidBeforeTheJobWasSentAnewDoesNotMoveIt(JobPhase phase) {
        // Given
        JobResponse said = Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0));
        TrackedJob job = sentAnew(phase, said);
        // When: the very report again, and one that was on its way for longer.
        var again = ReportRules.judge(job, said);
        var late = ReportRules.judge(job, Jobs.counted(4, Jobs.report(JobState.RUNNING, 2, 0)));
        // Then
        assertThat(again).isEmpty();
        assertThat(late).isEmpty();
    }

    @Test
    void piecesThatWereMadeBeforeTheJobWasSentAnewCountAndDoNotMoveIt() {
        // Given
        TrackedJob job = sentAnew(JobPhase.STARTED, Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0)));
        // When
        TrackedJob counted = after(job, Jobs.counted(4, Jobs.report(JobState.RUNNING, 3, 0)));
        // Then
        assertThat(counted.good()).isEqualTo(3);
        assertThat(counted.phase()).isEqualTo(JobPhase.STARTED);
        assertThat(counted.lastReport()).isEqualTo(job.lastReport());
    }

    @Test
    void lineCountsAnewOnceTheJobIsSentAnew() {
        // Given
        TrackedJob job = sentAnew(JobPhase.STARTED, Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0)));
        // When
        job = after(job, anew(1, 60, Jobs.report(JobState.RUNNING, 0, 0)));
        job = after(job, anew(2, 61, LineHistory.held(0)));
        // Then
        assertThat(job.phase()).isEqualTo(JobPhase.INTERRUPTED);
        assertThat(ReportRules.judge(job, anew(1, 60, Jobs.report(JobState.RUNNING, 0, 0))))
                .isEmpty();
    }

    @Test
    void clockThatWasSetBackMeanwhileHidesNeitherAnEndNorAnAnswer() {
        // Given
        TrackedJob job = sentAnew(JobPhase.IN_DOUBT, Jobs.counted(5, Jobs.report(JobState.RUNNING, 2, 0)));
        // When
        var ended = ReportRules.judge(job, anew(3, -60, Jobs.report(JobState.ENDED, Jobs.QUANTITY, 0)));
        var answer = ReportRules.judgeAnswer(job, anew(1, -60, Jobs.report(JobState.RUNNING, 0, 0)));
        // Then
        assertThat(ended).map(change -> change.phase()).contains(JobPhase.ENDED);
        assertThat(answer).hasValueSatisfying(change -> {
            assertThat(change.phase()).isEqualTo(JobPhase.RUNNING);
            assertThat(change.report())
                    .hasValueSatisfying(mark -> assertThat(mark.sequence()).hasValue(1));
        });
    }

    @Test
    void answerThatALaterReportOvertookDoesNotTurnTheJobBack() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(6, LineHistory.held(1)));
        // When
        var answer = ReportRules.judgeAnswer(job, Jobs.counted(5, Jobs.report(JobState.RUNNING, 1, 0)));
        // Then
        assertThat(answer).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfAHistoryWithRepeatsEndsInTheSameRow(long seed) {
        // Given
        var random = new Random(seed);
        List<JobResponse> history = LineHistory.any(random);
        TrackedJob sent = Jobs.in(JobPhase.SENDING);
        var inOrder = new ArrayList<EventType>();
        TrackedJob expected = play(sent, history, inOrder);
        List<JobResponse> shuffled = new ArrayList<>(history);
        history.stream().filter(report -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        // When
        var outOfOrder = new ArrayList<EventType>();
        TrackedJob job = play(sent, shuffled, outOfOrder);
        // Then
        assertThat(row(job)).isEqualTo(row(expected));
        for (EventType transition : TRANSITIONS) {
            assertThat(Collections.frequency(outOfOrder, transition))
                    .as("%s: %s", transition, shuffled)
                    .isLessThanOrEqualTo(Collections.frequency(inOrder, transition));
        }
    }

    private static final List<EventType> TRANSITIONS = List.of(
            EventType.JOB_ACCEPTED_BY_LINE,
            EventType.JOB_RUNNING,
            EventType.JOB_INTERRUPTED,
            EventType.JOB_ENDED,
            EventType.JOB_ABORTED);

    static List<Long> seeds() {
        return IntStream.range(0, 500).mapToObj(Long::valueOf).toList();
    }

    /** The job after these reports; adds what the ledger would say of them. */
    static TrackedJob play(TrackedJob job, List<JobResponse> reports, List<EventType> events) {
        TrackedJob now = job;
        for (JobResponse report : reports) {
            TrackedJob before = now;
            var change = ReportRules.judge(before, report);
            change.ifPresent(c -> events.add(c.event()));
            now = change.map(c -> Jobs.after(before, c)).orElse(before);
        }
        return now;
    }

    /** The row without what the last report was: when a job is over it no longer matters. */
    private static List<Object> row(TrackedJob job) {
        return List.of(job.phase(), job.good(), job.scrap(), job.reason());
    }

    private static TrackedJob after(TrackedJob job, JobResponse report) {
        return Jobs.after(job, ReportRules.judge(job, report).orElseThrow());
    }

    /** A job that the line had reported about and then did not have; it has gone again since, as far as the phase says. */
    private static TrackedJob sentAnew(JobPhase phase, JobResponse before) {
        TrackedJob forgotten = after(Jobs.in(JobPhase.STARTED), before);
        return Jobs.marked(in(phase, forgotten), forgotten.lastReport().closed());
    }

    private static JobResponse anew(int count, int second, JobResponse report) {
        return LineHistory.at(second, Jobs.counted(count, report));
    }

    private static TrackedJob in(JobPhase phase, TrackedJob job) {
        return Jobs.after(job, JobChange.to(phase, EventType.JOB_HELD, job, "asked for, and absent"));
    }
}
