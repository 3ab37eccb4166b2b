package io.lineside.gateway.progress;

import static io.lineside.gateway.progress.SentJob.JOB;
import static io.lineside.gateway.progress.SentJob.LINE;
import static io.lineside.gateway.progress.SentJob.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.FoldResult;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.TrackedJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports that are written together, late, twice and in any order, against the rules applied to one after the other. */
class WaitingReportsTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reportsThatWereWrittenTogetherLeaveWhatTheyWouldHaveLeftOneByOne(long seed, @TempDir Path folder) {
        // Given
        var random = new Random(seed);
        List<JobResponse> said = new ArrayList<>(LineHistory.any(random));
        List.copyOf(said).stream().filter(report -> random.nextInt(3) == 0).forEach(said::add);
        if (random.nextBoolean()) {
            Collections.shuffle(said, random);
        }
        try (var sent = new SentJob(folder, new OrderRules())) {
            var reports = new LineReports(sent.store(), LINE);
            List<CompletionStage<FoldResult>> kept = new ArrayList<>();
            // When
            for (int next = 0; next < said.size(); ) {
                int together = 1 + random.nextInt(said.size() - next);
                var gate = hold(sent);
                if (random.nextBoolean()) {
                    said.subList(next, next + together).forEach(report -> kept.add(reports.keep(report)));
                } else {
                    kept.add(reports.keep(said.subList(next, next + together)));
                }
                gate.complete(true);
                kept.forEach(SentJob::now);
                next += together;
            }
            // Then
            var expected = new ArrayList<EventType>();
            TrackedJob row = ReportOrderTest.play(Jobs.in(JobPhase.SENDING), said, expected);
            TrackedJob job =
                    now(sent.store().jobFile(JOB)).orElseThrow().waiting().job();
            assertThat(facts(job)).isEqualTo(facts(row));
            assertThat(now(kept.get(kept.size() - 1)).after()).contains(job);
            List<EventType> events = events(sent);
            assertThat(withoutCounts(events)).isEqualTo(withoutCounts(expected));
            assertThat(Collections.frequency(events, EventType.JOB_PROGRESSED))
                    .isLessThanOrEqualTo(Collections.frequency(expected, EventType.JOB_PROGRESSED));
        }
    }

    static List<Long> seeds() {
        return IntStream.range(0, 60).mapToObj(Long::valueOf).toList();
    }

    /** Holds the writer until the gate opens; what is handed in meanwhile waits. */
    private static CompletableFuture<Boolean> hold(SentJob sent) {
        var gate = new CompletableFuture<Boolean>();
        var unused = sent.store().change(JOB, job -> {
            gate.join();
            return Optional.empty();
        });
        return gate;
    }

    private static List<Object> facts(TrackedJob job) {
        return List.of(job.phase(), job.good(), job.scrap(), job.reason(), job.lastReport(), job.named());
    }

    private static List<EventType> events(SentJob sent) {
        return now(sent.store().events(new TenantId("acme"), new WorkRequestId("ord_1"), 0, 1_000)).stream()
                .filter(event -> event.job().isPresent())
                .map(LedgerEvent::type)
                .filter(type -> type != EventType.JOB_PLANNED && type != EventType.JOB_SENDING)
                .toList();
    }

    private static List<EventType> withoutCounts(List<EventType> events) {
        return events.stream().filter(type -> type != EventType.JOB_PROGRESSED).toList();
    }
}
