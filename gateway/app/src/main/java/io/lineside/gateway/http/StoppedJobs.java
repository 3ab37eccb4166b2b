package io.lineside.gateway.http;

import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What {@code /jobs} of the management port would say, out of the store of a gateway that does not run: without what is
 * overdue, for that needs the lines. Thread-safe.
 */
public record StoppedJobs(Store store, Clock clock) {
    private static final int MOST = 500;

    /** The jobs that wait for a person and the reports that could not be kept, as JSON; of all lines where none is named. */
    public CompletionStage<String> stuck(Optional<EquipmentId> line) {
        return store.waiting(line, MOST)
                .thenCombine(store.deadReports(line, MOST), (waiting, dead) -> {
                    var jobs = new JsonArray();
                    waiting.forEach(job -> jobs.add(JobJson.job(job, clock.instant())));
                    return JobJson.stuck(jobs, dead);
                })
                .thenCombine(store.waitingByLine(), (stuck, counts) -> stuck.put("lines", JobJson.lines(counts))
                        .encode());
    }

    /** Everything that is known about one job, as JSON; empty where there is none of this id. */
    public CompletionStage<Optional<String>> job(JobOrderId id) {
        return store.jobFile(id)
                .thenApply(found ->
                        found.map(file -> JobJson.file(file, clock.instant()).encode()));
    }
}
