package io.lineside.gateway.dispatch;

import io.lineside.gateway.progress.ReportRules;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobEvidence.Present;
import io.lineside.model.line.JobEvidence.Unanswered;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a line about every job that it may have, and makes its answers durable. Thread-safe. */
final class Roll {
    private final EquipmentId line;
    private final Store store;
    private final LineConnector connector;
    private final Consumer<FoldResult> changed;

    /** {@code changed} hears what the line's answers changed. */
    Roll(EquipmentId line, Store store, LineConnector connector, Consumer<FoldResult> changed) {
        this.line = line;
        this.store = store;
        this.connector = connector;
        this.changed = changed;
    }

    /**
     * Accounts for every job at the line.
     *
     * @param exceptFor jobs whose sending is under way in this process: its outcome settles them
     * @return whether the line answered for all of them
     */
    CompletionStage<Boolean> call(Set<JobOrderId> exceptFor) {
        return connector.list().thenCompose(listing -> {
            if (listing instanceof JobListing.Known known) {
                Map<JobOrderId, JobResponse> answers = known.responses().stream()
                        .collect(Collectors.toMap(JobResponse::jobOrderId, Function.identity(), (a, b) -> b));
                return store.atLine(line).thenCompose(jobs -> account(jobs, exceptFor, answers));
            }
            return CompletableFuture.completedFuture(false);
        });
    }

    /** Makes evidence about a job durable. */
    CompletionStage<FoldResult> record(JobOrderId id, int attempt, JobEvidence evidence) {
        return store.change(id, job -> {
            if (evidence instanceof Present present) {
                return ReportRules.judge(job, present.response());
            }
            return evidence instanceof Unanswered ? Optional.empty() : DispatchRules.absent(job, attempt);
        });
    }

    private CompletionStage<Boolean> account(
            List<TrackedJob> jobs, Set<JobOrderId> exceptFor, Map<JobOrderId, JobResponse> answers) {
        CompletionStage<Boolean> all = CompletableFuture.completedFuture(true);
        for (TrackedJob job : jobs) {
            if (!exceptFor.contains(job.id())) {
                all = all.thenCompose(
                        complete -> one(job, answers.get(job.id())).thenApply(answered -> complete && answered));
            }
        }
        return all;
    }

    private CompletionStage<Boolean> one(TrackedJob job, @Nullable JobResponse listed) {
        // A list may be cut short by a small server: absence counts only when the line was asked about this very job.
        CompletionStage<JobEvidence> evidence =
                listed != null ? CompletableFuture.completedFuture(new Present(listed)) : connector.query(job.id());
        return evidence.thenCompose(e -> record(job.id(), job.attempt(), e).thenApply(result -> {
            changed.accept(result);
            return !(e instanceof Unanswered);
        }));
    }
}
