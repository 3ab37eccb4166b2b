package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports that come in another order than the line made them. */
class ReportOrderTest {
    @Test
    void runningThatComesAfterALaterInterruptedChangesNothing() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(4, held(0)));
        // When
        var change = ReportRules.judge(job, Jobs.counted(3, Jobs.report(JobState.RUNNING, 0, 0)));
        // Then
        assertThat(job.phase()).isEqualTo(JobPhase.INTERRUPTED);
        assertThat(change).isEmpty();
    }

    @Test
    void lineThatDoesNotCountIsOrderedByItsClock() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), at(20, held(0)));
        // When
        var late = ReportRules.judge(job, at(10, Jobs.report(JobState.RUNNING, 0, 0)));
        var next = ReportRules.judge(job, at(30, Jobs.report(JobState.RUNNING, 0, 0)));
        // Then
        assertThat(late).isEmpty();
        assertThat(next).map(change -> change.phase()).contains(JobPhase.RUNNING);
    }

    @Test
    void clockThatIsSetBackDoesNotMatterToALineThatCounts() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(4, held(0)));
        JobResponse next = Jobs.counted(5, Jobs.report(JobState.RUNNING, 0, 0));
        JobResponse hoursBack = at(-9_000, next);
        // When
        var change = ReportRules.judge(job, hoursBack);
        // Then
        assertThat(change).map(c -> c.phase()).contains(JobPhase.RUNNING);
    }

    @Test
    void piecesOfALateReportCount() {
        // Given
        TrackedJob job = after(Jobs.in(JobPhase.STARTED), Jobs.counted(9, held(4)));
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
        assertThat(ReportRules.judge(job, Jobs.counted(4, held(1)))).isEmpty();
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
        var evidence = ReportRules.judge(held, at(second + 60, answer));
        // Then
        assertThat(evidence).map(c -> c.phase()).contains(JobPhase.RUNNING);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfAHistoryWithRepeatsEndsInTheSameRow(long seed) {
        // Given
        var random = new Random(seed);
        List<JobResponse> history = history(random);
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

    /** What a real line may say about one job; now and then it is not over yet. */
    private static List<JobResponse> history(Random random) {
        List<JobResponse> said = new ArrayList<>();
        if (random.nextBoolean()) {
            said.add(Jobs.report(JobState.NOT_ALLOWED_TO_START, 0, 0));
        }
        said.add(Jobs.report(JobState.ALLOWED_TO_START, 0, 0));
        int good = 0;
        int scrap = 0;
        for (int step = random.nextInt(12); step > 0; step--) {
            switch (random.nextInt(3)) {
                case 0 -> said.add(held(good));
                case 1 -> said.add(Jobs.report(JobState.RUNNING, Math.min(Jobs.QUANTITY, ++good), scrap));
                default -> said.add(Jobs.report(JobState.RUNNING, good, ++scrap));
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> said.add(Jobs.report(JobState.ENDED, Jobs.QUANTITY, scrap));
            case 1 -> said.add(Jobs.report(JobState.ABORTED, good, scrap));
            default -> {}
        }
        return IntStream.range(0, said.size())
                .mapToObj(i -> Jobs.counted(i + 1, said.get(i)))
                .toList();
    }

    private static TrackedJob play(TrackedJob job, List<JobResponse> reports, List<EventType> events) {
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

    private static TrackedJob in(JobPhase phase, TrackedJob job) {
        return Jobs.after(job, JobChange.to(phase, EventType.JOB_HELD, job, "asked for, and absent"));
    }

    private static JobResponse held(int good) {
        return with(Jobs.report(JobState.INTERRUPTED, good, 0), "r", Optional.of(JobSubstate.HELD), Optional.empty());
    }

    private static JobResponse at(int second, JobResponse report) {
        Instant time = Instant.parse("2026-03-01T06:00:00Z").plusSeconds(second);
        return with(report, report.id(), report.substate(), Optional.of(time));
    }

    private static JobResponse with(
            JobResponse report, String id, Optional<JobSubstate> substate, Optional<Instant> reportedAt) {
        return new JobResponse(
                id,
                report.jobOrderId(),
                report.state(),
                reportedAt,
                report.startTime(),
                report.endTime(),
                report.data(),
                report.materials(),
                substate);
    }
}
