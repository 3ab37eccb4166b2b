package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.RequestRules;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of reports that a bug, or a line that made something else, would otherwise send round in circles. */
class LineReportsTest {
    private static final EquipmentId LINE = new EquipmentId("glaze-1");
    private static final JobOrderId JOB = new JobOrderId("ord_1-1-glaze");
    private static final SpecDigest ORDERED = SpecDigest.of("mug");

    private final Faulty rules = new Faulty();
    private Store store;
    private LineReports reports;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("orders.db"), rules, Clock.systemUTC());
        reports = new LineReports(store, LINE);
        var item = new WorkItem(1, "mug", 1, 12, Map.of(), Map.of(), ORDERED);
        var request = new WorkRequest(
                new WorkRequestId("ord_1"),
                new TenantId("acme"),
                Optional.empty(),
                List.of(item),
                0,
                Optional.empty(),
                Instant.parse("2026-03-01T05:59:59Z"));
        var order = JobOrder.of(JOB, new WorkMasterId("glaze/1"), List.of(), Material.produced("mug", 12));
        var job = new PlannedJob(order, 1, "glaze", LINE, Set.of(), true);
        now(store.accept(new Acceptance(
                request,
                "{}",
                List.of(job),
                Optional.empty(),
                SpecDigest.of("body").hex())));
        now(store.claim(LINE, 1));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void reportOnWhichARuleFailsIsKeptAsItCameAndCountsAsKept() {
        // Given
        rules.broken = true;
        // When
        FoldResult first = now(reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)));
        now(reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)));
        // Then
        assertThat(first.changed()).isFalse();
        assertThat(now(store.deadReports(10))).singleElement().satisfies(kept -> {
            assertThat(kept.times()).isEqualTo(2);
            assertThat(kept.report().line()).isEqualTo(LINE);
            assertThat(kept.report().job()).isEqualTo(JOB);
            assertThat(kept.report().reason()).contains("the rule is broken");
        });
    }

    @Test
    void reportThatTheStoreCanNotTakeNowIsNotGivenUp() {
        // Given
        store.close();
        // When
        var kept = reports.keep(Jobs.report(JOB, JobState.ENDED, 12, 0)).toCompletableFuture();
        // Then
        assertThat(kept).isCompletedExceptionally();
    }

    @Test
    void reportOfAnotherVariantThanTheOneOrderedIsQuarantined() {
        // When
        FoldResult result = now(reports.keep(made(SpecDigest.of("another mug"))));
        // Then
        TrackedJob job = result.after().orElseThrow();
        assertThat(job.phase()).isEqualTo(JobPhase.QUARANTINED);
        assertThat(job.reason()).contains("another variant");
    }

    @Test
    void reportOfTheVariantThatWasOrderedIsProgress() {
        // When
        FoldResult result = now(reports.keep(made(ORDERED)));
        // Then
        assertThat(result.after().orElseThrow().phase()).isEqualTo(JobPhase.ENDED);
    }

    private static JobResponse made(SpecDigest variant) {
        return new JobResponse(
                "r1",
                JOB,
                JobState.ENDED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(JobParameter.of(JobOrder.SPEC_DIGEST_PARAMETER, new ParameterValue.Text(variant.hex()))),
                List.of(Material.produced("mug", 12)));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The usual rules, until they break. */
    private static final class Faulty implements RequestRules {
        private final OrderRules rules = new OrderRules();
        private volatile boolean broken;

        @Override
        public RequestState stateOf(RequestState current, Jobs jobs) {
            if (broken) {
                throw new ArithmeticException("the rule is broken");
            }
            return rules.stateOf(current, jobs);
        }

        @Override
        public Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors) {
            return rules.afterPredecessor(waiting, goodOfPredecessors);
        }
    }
}
