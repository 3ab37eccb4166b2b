package io.lineside.gateway.dispatch;

import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobCommand;
import io.lineside.model.work.TrackedJob;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Has the line start jobs that it has stored, each once at a time. Confined to the dispatch thread. */
final class Starting {
    private final EquipmentId line;
    private final Store store;
    private final CommandRoute route;
    private final DispatchLoop loop;
    private final Consumer<JobOrderId> ended;
    private final Consumer<Throwable> failed;
    private final Set<JobOrderId> underWay = new HashSet<>();

    /** {@code ended} hears when a Start is no longer under way, whatever came of it. */
    Starting(
            EquipmentId line,
            Store store,
            CommandRoute route,
            DispatchLoop loop,
            Consumer<JobOrderId> ended,
            Consumer<Throwable> failed) {
        this.line = line;
        this.store = store;
        this.route = route;
        this.loop = loop;
        this.ended = ended;
        this.failed = failed;
    }

    /** Sends Start, unless one is under way, or somebody has decided otherwise since the job was read. */
    void start(TrackedJob job) {
        if (underWay.add(job.id())) {
            CompletionStage<Void> started = store.instructed(job).thenCompose(still -> still.map(
                            order -> route.send(new LineCommand(line, JobCommand.starting(order), job.attempt())))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)));
            loop.then(started, done -> end(job), failure -> {
                failed.accept(failure);
                end(job);
            });
        }
    }

    private void end(TrackedJob job) {
        underWay.remove(job.id());
        ended.accept(job.id());
    }

    /** Whether a Start of this job may still reach the line. */
    boolean isUnderWay(JobOrderId job) {
        return underWay.contains(job);
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return underWay.isEmpty();
    }
}
