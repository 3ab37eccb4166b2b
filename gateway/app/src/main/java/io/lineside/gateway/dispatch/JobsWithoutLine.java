package io.lineside.gateway.dispatch;

import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds jobs of lines that the site does not have, because the line's file was taken away while the gateway was stopped,
 * and holds them for a person: nothing waits for ever without anybody being told. Thread-safe.
 */
final class JobsWithoutLine {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobsWithoutLine.class);
    private static final int PAGE = 100;

    private final Store store;
    private final Supplier<Set<EquipmentId>> lines;
    private final Consumer<FoldResult> changed;

    /** Looks for jobs of other lines than these; {@code changed} hears what became of them. */
    JobsWithoutLine(Store store, Supplier<Set<EquipmentId>> lines, Consumer<FoldResult> changed) {
        this.store = store;
        this.lines = lines;
        this.changed = changed;
    }

    /** Holds what is found now. */
    CompletionStage<Void> hold() {
        return store.linesWithWork().thenCompose(found -> {
            Set<EquipmentId> here = lines.get();
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (EquipmentId line : found) {
                if (!here.contains(line)) {
                    LOGGER.atWarn()
                            .addKeyValue("equipment", line)
                            .log("the store has jobs of a line that the site lacks");
                    all = all.thenCompose(before -> hold(line));
                }
            }
            return all;
        });
    }

    private CompletionStage<Void> hold(EquipmentId line) {
        return store.moving(line, PAGE).thenCompose(jobs -> {
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (TrackedJob job : jobs) {
                all = all.thenCompose(
                        before -> store.change(job.id(), JobsWithoutLine::judge).thenAccept(changed));
            }
            return all;
        });
    }

    /** What becomes of a job whose line is not there; empty for one that waits for a person already, or is over. */
    static Optional<JobChange> judge(TrackedJob job) {
        if (job.phase() == JobPhase.QUEUED) {
            return Optional.of(JobChange.to(
                    JobPhase.HELD,
                    EventType.JOB_HELD,
                    job,
                    "the site has no line " + job.line()
                            + ": put its file back and retry, move the job to another line, or cancel it"));
        }
        return job.phase().isAtLine()
                ? Optional.of(JobChange.to(
                        JobPhase.HELD,
                        EventType.JOB_HELD,
                        job,
                        "it may have been made: the site has no line " + job.line()
                                + " any more; the line had reported "
                                + job.good() + " of " + job.quantity()
                                + " made: put its file back, or look at the line before deciding"))
                : Optional.empty();
    }
}
