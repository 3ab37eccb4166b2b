package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
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

class ProgressKeeperTest {
    private static final EquipmentId OWN = new EquipmentId("glaze-1");
    private static final EquipmentId OTHER = new EquipmentId("pack-1");
    private static final JobOrderId JOB = new JobOrderId("ord_1-1-glaze");

    private Store store;
    private ProgressKeeper keeper;

    @BeforeEach
    void job(@TempDir Path folder) {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), Clock.systemUTC());
        keeper = new ProgressKeeper(store);
        var item = new WorkItem(1, "mug", 1, Jobs.QUANTITY, Map.of(), Map.of(), SpecDigest.of("mug"));
        var request = new WorkRequest(
                new WorkRequestId("ord_1"),
                new TenantId("acme"),
                Optional.empty(),
                List.of(item),
                0,
                Optional.empty(),
                Instant.parse("2026-03-01T06:00:00Z"));
        var order = JobOrder.of(JOB, new WorkMasterId("glaze/1"), List.of(), Material.produced("mug", Jobs.QUANTITY));
        var job = new PlannedJob(order, 1, "glaze", OWN, Set.of(), true);
        now(store.accept(new Acceptance(
                request,
                "{}",
                List.of(job),
                Optional.empty(),
                SpecDigest.of("body").hex())));
        now(store.claim(OWN, 1));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void reportOfTheJobsOwnLineIsKept() {
        // When
        FoldResult result = now(keeper.keep(report(OWN)));
        // Then
        assertThat(result.changed()).isTrue();
        assertThat(result.after()).map(TrackedJob::phase).contains(JobPhase.ENDED);
    }

    @Test
    void reportOfAnotherLineChangesNothing() {
        // When
        FoldResult result = now(keeper.keep(report(OTHER)));
        // Then
        assertThat(result.known()).isTrue();
        assertThat(result.changed()).isFalse();
        assertThat(now(store.atLine(OWN))).map(TrackedJob::phase).containsExactly(JobPhase.SENDING);
    }

    private static LineReport report(EquipmentId line) {
        return new LineReport(line, Jobs.report(JOB, JobState.ENDED, Jobs.QUANTITY, 0));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
