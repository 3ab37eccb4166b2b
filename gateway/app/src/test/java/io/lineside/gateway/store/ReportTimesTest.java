package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.progress.LineHistory;
import io.lineside.gateway.progress.ReportRules;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a job started and ended, as the row keeps it, whatever order the reports come in. */
class ReportTimesTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T06:00:00Z");

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfAHistoryLeavesTheSameTimesOpen(long seed) {
        // Given
        var random = new Random(seed);
        List<JobResponse> history = LineHistory.any(random);
        List<JobResponse> shuffled = new ArrayList<>(history);
        history.stream().filter(report -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        // When
        TrackedJob expected = play(history);
        TrackedJob job = play(shuffled);
        // Then
        if (madeSomething(expected)) {
            assertThat(job.startedAt().isPresent()).as("started").isTrue();
        }
        assertThat(job.endedAt().isPresent())
                .as("ended")
                .isEqualTo(expected.endedAt().isPresent());
        assertThat(job.startedAt().orElse(FIRST))
                .isBeforeOrEqualTo(job.endedAt().orElse(Instant.MAX));
    }

    @Test
    void markOfAJobThatIsSentAnewKeepsTheTimeAloneUntilTheNextReport() {
        // Given
        JobResponse said = LineHistory.any(new Random(3)).get(0);
        TrackedJob job = play(List.of(said));
        // When
        ReportMark mark = JobEdit.sending(job, FIRST).lastReport();
        // Then
        assertThat(mark.isClosed()).isTrue();
        assertThat(mark.at()).isEqualTo(said.reportedAt());
        assertThat(JobEdit.sending(Jobs.in(JobPhase.QUEUED), FIRST).lastReport())
                .isEqualTo(ReportMark.NONE);
    }

    /** A job that was aborted before it made a piece may have been so before or after its start. */
    private static boolean madeSomething(TrackedJob job) {
        return job.phase() == JobPhase.ENDED || job.good() > 0 || job.scrap() > 0;
    }

    static List<Long> seeds() {
        return IntStream.range(0, 500).mapToObj(Long::valueOf).toList();
    }

    private static TrackedJob play(List<JobResponse> reports) {
        TrackedJob now = Jobs.in(JobPhase.SENDING);
        for (int i = 0; i < reports.size(); i++) {
            TrackedJob before = now;
            Instant time = FIRST.plusSeconds(i);
            now = ReportRules.judge(before, reports.get(i))
                    .map(change -> JobEdit.changed(before, change, time))
                    .orElse(before);
        }
        return now;
    }
}
