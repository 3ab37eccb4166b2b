package io.lineside.gateway.progress;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.Acceptance;
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
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.PlannedJob;
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

/** A real store with one job that was sent to its line, and of which nothing was heard yet. */
final class SentJob implements AutoCloseable {
    static final EquipmentId LINE = new EquipmentId("glaze-1");
    static final JobOrderId JOB = new JobOrderId("ord_1-1-glaze");
    static final SpecDigest ORDERED = SpecDigest.of("mug");

    private final Store store;

    SentJob(Path folder, RequestRules rules) {
        store = Store.open(folder.resolve("orders.db"), rules, Clock.systemUTC());
        var item = new WorkItem(1, "mug", 1, Jobs.QUANTITY, Map.of(), Map.of(), ORDERED);
        var request = new WorkRequest(
                new WorkRequestId("ord_1"),
                new TenantId("acme"),
                Optional.empty(),
                List.of(item),
                0,
                Optional.empty(),
                Instant.parse("2026-03-01T05:59:59Z"));
        var order = JobOrder.of(
                JOB,
                new WorkMasterId("glaze/1"),
                List.of(
                        JobParameter.of("Color", new ParameterValue.Text("teal")),
                        JobParameter.of("Dwell", new ParameterValue.Decimal(11.1))),
                Material.produced("mug", Jobs.QUANTITY));
        now(store.accept(new Acceptance(
                request,
                "{}",
                List.of(new PlannedJob(order, 1, "glaze", LINE, Set.of(), true)),
                Optional.empty(),
                SpecDigest.of("body").hex())));
        now(store.claim(LINE, 1));
    }

    Store store() {
        return store;
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        store.close();
    }
}
