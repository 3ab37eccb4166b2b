package io.lineside.gateway.store;

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
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Orders for tests, and short ways to move them. */
public final class Orders {

    static final TenantId TENANT = new TenantId("acme");
    static final EquipmentId CUT = new EquipmentId("cut-1");
    static final EquipmentId GLAZE = new EquipmentId("glaze-1");
    static final String SPECIFICATION = "{\"product\":\"mug\",\"note\":\"" + "n".repeat(600) + "\"}";

    private Orders() {}

    /** Four pieces: cut, then glazed. */
    public static Acceptance cutThenGlaze(String id) {
        return of(request(id, 0, Optional.empty()), List.of(cut(id, 4), glaze(id, 4)));
    }

    /** Four pieces: cut and glazed in any order, both last operations. */
    static Acceptance cutBesideGlaze(String id) {
        var cut = new PlannedJob(order(id + "-cut", 4), 1, "cut", CUT, Set.of(), true);
        var glaze = new PlannedJob(order(id + "-glaze", 4), 1, "glaze", GLAZE, Set.of(), true);
        return of(request(id, 0, Optional.empty()), List.of(cut, glaze));
    }

    /** Pieces that only need cutting. */
    static Acceptance cutOnly(String id) {
        return cutOnly(id, 0, Optional.empty());
    }

    static Acceptance cutOnly(String id, int priority, Optional<Instant> requestedBy) {
        var job = new PlannedJob(order(id + "-cut", 4), 1, "cut", CUT, Set.of(), true);
        return of(request(id, priority, requestedBy), List.of(job));
    }

    /** So many pieces, each a job of its own. */
    public static Acceptance manyJobs(String id, int count) {
        var jobs = new ArrayList<PlannedJob>();
        for (int i = 1; i <= count; i++) {
            jobs.add(new PlannedJob(order(id + "-" + i, 1), 1, "cut", CUT, Set.of(), true));
        }
        return of(request(id, 0, Optional.empty()), jobs);
    }

    static Acceptance of(WorkRequest request, List<PlannedJob> jobs) {
        var digest = SpecDigest.of("body of " + request.id()).hex();
        return new Acceptance(request, SPECIFICATION, jobs, Optional.empty(), digest);
    }

    static Acceptance known(Acceptance plain, Optional<String> externalId, Optional<String> key, String body) {
        return new Acceptance(
                of(plain.request(), TENANT, externalId),
                plain.specification(),
                plain.jobs(),
                key,
                SpecDigest.of(body).hex());
    }

    /** The same order of another platform, with a number of its own. */
    public static Acceptance of(TenantId tenant, String externalId, Acceptance plain) {
        return of(of(plain.request(), tenant, Optional.of(externalId)), plain.jobs());
    }

    private static WorkRequest of(WorkRequest request, TenantId tenant, Optional<String> externalId) {
        return new WorkRequest(
                request.id(),
                tenant,
                externalId,
                request.items(),
                request.priority(),
                request.requestedBy(),
                request.acceptedAt());
    }

    static WorkRequest request(String id, int priority, Optional<Instant> requestedBy) {
        var item = new WorkItem(
                1,
                "mug",
                3,
                4,
                Map.of("glaze", new ParameterValue.Text("blue")),
                Map.of("boxed", new ParameterValue.Flag(true)),
                SpecDigest.of(id));
        var acceptedAt = Instant.parse("2026-03-01T05:59:59Z");
        return new WorkRequest(
                new WorkRequestId(id), TENANT, Optional.empty(), List.of(item), priority, requestedBy, acceptedAt);
    }

    static PlannedJob cut(String id, int pieces) {
        return new PlannedJob(order(id + "-cut", pieces), 1, "cut", CUT, Set.of(), false);
    }

    static PlannedJob glaze(String id, int pieces) {
        var after = Set.of(new JobOrderId(id + "-cut"));
        return new PlannedJob(order(id + "-glaze", pieces), 1, "glaze", GLAZE, after, true);
    }

    static JobOrder order(String id, int pieces) {
        var parameters = List.of(
                JobParameter.of("Depth", new ParameterValue.Decimal(2.0)),
                JobParameter.of("Passes", new ParameterValue.Whole(2)),
                JobParameter.of("Text", new ParameterValue.Text("Ana & Zoë ☕")));
        return JobOrder.of(
                new JobOrderId(id), new WorkMasterId("mug-v3"), parameters, Material.produced("mug", pieces));
    }

    static JobOrderId job(String id) {
        return new JobOrderId(id);
    }

    static WorkRequestId id(String id) {
        return new WorkRequestId(id);
    }

    static Function<TrackedJob, Optional<JobChange>> to(JobPhase phase, EventType event) {
        return job -> Optional.of(JobChange.to(phase, event, job, ""));
    }

    static Function<TrackedJob, Optional<JobChange>> counts(JobPhase phase, EventType event, int good, int scrap) {
        return job -> Optional.of(new JobChange(event, phase, good, scrap, "", Optional.empty()));
    }

    /** What a stage came to; its failure as it is. */
    static <T> T now(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
