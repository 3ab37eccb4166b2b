package io.lineside.gateway.dispatch;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.gateway.progress.LineReports;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobEvidence.Forgotten;
import io.lineside.model.line.JobEvidence.Present;
import io.lineside.model.line.JobEvidence.Unanswered;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks a line about every job that it may have, and makes its answers durable. Thread-safe. */
final class Roll {
    private final DeskSettings settings;
    private final EquipmentId line;
    private final LateArrivals late;
    private final Poison poison;
    private final Store store;
    private final LineConnector connector;
    private final Consumer<FoldResult> changed;
    private final LineReports reports;

    /** {@code changed} hears what the line's answers changed. */
    Roll(
            DeskSettings settings,
            LateArrivals late,
            Poison poison,
            Store store,
            LineConnector connector,
            Consumer<FoldResult> changed) {
        this.settings = settings;
        this.line = settings.line();
        this.late = late;
        this.poison = poison;
        this.store = store;
        this.connector = connector;
        this.changed = changed;
        this.reports = new LineReports(store, line, settings.quantities());
    }

    /**
     * Accounts for every job at the line, and for every job that the line lists.
     *
     * @param exceptFor jobs whose sending is under way in this process: its outcome settles them
     */
    CompletionStage<RollResult> call(Set<JobOrderId> exceptFor) {
        return connector.list().thenCompose(listing -> {
            CrashPoint.ROLL_HEARD.passed();
            if (listing instanceof JobListing.Unanswered unanswered && !settings.blind()) {
                return CompletableFuture.completedFuture(new RollResult.Silent(unanswered.waitedFor()));
            }
            List<JobResponse> listed = listing instanceof JobListing.Known known ? known.responses() : List.of();
            return keepAll(listed)
                    .thenCompose(kept -> store.atLine(line))
                    .thenCompose(jobs -> askAboutOthers(jobs, listed, exceptFor));
        });
    }

    /** Asks the line about one job; completes with whether it said anything, which is durable then. */
    CompletionStage<Boolean> ask(TrackedJob job) {
        return connector
                .query(job.id())
                .thenCompose(evidence -> evidence instanceof Unanswered
                        ? CompletableFuture.completedFuture(false)
                        : record(job.id(), job.attempt(), evidence).thenApply(result -> {
                            changed.accept(result);
                            return true;
                        }));
    }

    /** Makes evidence about a job durable. */
    CompletionStage<FoldResult> record(JobOrderId id, int attempt, JobEvidence evidence) {
        CrashPoint.EVIDENCE_HEARD.passed();
        if (evidence instanceof Present present) {
            return reports.keepAnswer(present.response());
        }
        if (evidence instanceof Unanswered) {
            return store.change(id, job -> Optional.empty());
        }
        if (evidence instanceof Forgotten forgotten) {
            return store.hasTakenAny(line).thenCompose(had -> forgotten(id, attempt, forgotten, had));
        }
        Absence absence = absence(id);
        return store.settle(id, (job, sent) -> DispatchRules.absent(job, attempt, sent, absence));
    }

    private CompletionStage<FoldResult> forgotten(JobOrderId id, int attempt, Forgotten evidence, boolean hasTakenAny) {
        Absence absence = absence(id).ofALineWithoutMemory(evidence.sign(), hasTakenAny);
        return store.settle(id, (job, sent) -> DispatchRules.absent(job, attempt, sent, absence));
    }

    /** How long the line's word that it does not have the job is still too early to prove anything. */
    Duration tooEarlyFor(JobOrderId id) {
        return settings.rejectsForGood() || settings.blind() ? Duration.ZERO : late.left(id);
    }

    private Absence absence(JobOrderId id) {
        return new Absence(settings, connector.memory(), late.left(id), poison.of(id));
    }

    /** Every listed job, so that one that is queued or held here but known there is never sent once more. */
    private CompletionStage<Void> keepAll(List<JobResponse> listed) {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (JobResponse response : listed) {
            all = all.thenCompose(before -> reports.keepAnswer(response).thenAccept(changed));
        }
        return all;
    }

    // A list may be cut short by a small server: absence counts only when the line was asked about this very job.
    private CompletionStage<RollResult> askAboutOthers(
            List<TrackedJob> jobs, List<JobResponse> listed, Set<JobOrderId> exceptFor) {
        Set<JobOrderId> answered = listed.stream().map(JobResponse::jobOrderId).collect(Collectors.toSet());
        List<RollResult.Doubt> doubts = new ArrayList<>();
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (TrackedJob job : jobs) {
            if (!exceptFor.contains(job.id()) && !answered.contains(job.id())) {
                all = all.thenCompose(before -> askAbout(job, doubts));
            }
        }
        return all.thenApply(done -> doubts.isEmpty() ? new RollResult.Complete() : new RollResult.Unclear(doubts));
    }

    private CompletionStage<Void> askAbout(TrackedJob job, List<RollResult.Doubt> doubts) {
        return connector.query(job.id()).thenCompose(evidence -> {
            if (evidence instanceof Unanswered unanswered) {
                doubts.add(new RollResult.Doubt(job, unanswered.waitedFor()));
                return CompletableFuture.completedFuture(null);
            }
            return record(job.id(), job.attempt(), evidence).thenAccept(changed);
        });
    }
}
