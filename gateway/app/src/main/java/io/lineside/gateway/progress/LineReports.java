package io.lineside.gateway.progress;

import io.lineside.config.LineQuantities;
import io.lineside.gateway.store.DeadReport;
import io.lineside.gateway.store.FoldResult;
import io.lineside.gateway.store.Haste;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreException;
import io.lineside.gateway.store.ToldJob;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what one line reports durable. A report that the gateway can not make sense of is kept as it came, for a person,
 * and counts as kept: the line would repeat it for ever. Thread-safe.
 */
public final class LineReports {
    private static final Logger LOGGER = LoggerFactory.getLogger(LineReports.class);

    private final Store store;
    private final EquipmentId line;
    private final LineQuantities quantities;

    /** What this line reports, which says how many pieces it made. */
    public LineReports(Store store, EquipmentId line) {
        this(store, line, LineQuantities.SENT);
    }

    /** What this line reports. */
    public LineReports(Store store, EquipmentId line, LineQuantities quantities) {
        this.store = store;
        this.line = line;
        this.quantities = quantities;
    }

    /** Folds a report into its job, if it is this line's; completes when that is durable. */
    public CompletionStage<FoldResult> keep(JobResponse report) {
        return keep(report, ReportRules::judge, haste(List.of(report)));
    }

    /**
     * The same for reports about one job that came together: they are written together, and when one of them can not be made
     * sense of, one after the other, so that it alone is kept as it came.
     */
    public CompletionStage<FoldResult> keep(List<JobResponse> reports) {
        if (reports.size() == 1 || reports.stream().anyMatch(Contradiction::isPossible)) {
            return oneByOne(reports);
        }
        return store.report(
                        reports.get(0).jobOrderId(),
                        haste(reports),
                        reports.stream()
                                .map(report -> judgement(report, ReportRules::judge))
                                .toList())
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.completedFuture(result)
                        : cause(failure) instanceof StoreException
                                ? CompletableFuture.<FoldResult>failedFuture(cause(failure))
                                : oneByOne(reports))
                .thenCompose(stage -> stage);
    }

    private Function<TrackedJob, Optional<JobChange>> judgement(JobResponse report, Rule rule) {
        return job -> judge(job, report, rule);
    }

    private CompletionStage<FoldResult> oneByOne(List<JobResponse> reports) {
        return reports.stream()
                .map(this::keep)
                .reduce((one, other) -> one.thenCombine(other, FoldResult::then))
                .orElseThrow();
    }

    /** The same for what the line answered when it was asked, which can not be older than the question. */
    public CompletionStage<FoldResult> keepAnswer(JobResponse answer) {
        return keep(answer, ReportRules::judgeAnswer, Haste.AT_ONCE);
    }

    private CompletionStage<FoldResult> keep(JobResponse report, Rule rule, Haste haste) {
        return fold(report, rule, haste)
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.completedFuture(result)
                        : keptAsItCame(report, cause(failure)))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<FoldResult> fold(JobResponse report, Rule rule, Haste haste) {
        // What is made of most reports does not depend on what the line was told: they are spared the reading of it.
        return Contradiction.isPossible(report)
                ? store.compare(report.jobOrderId(), haste, (job, told) -> compared(job, report, told, rule))
                : store.report(report.jobOrderId(), haste, List.of(judgement(report, rule)));
    }

    /** The line has room for the next, and somebody waits for the order, when a job ends; no other report is that urgent. */
    private static Haste haste(List<JobResponse> reports) {
        return reports.stream().anyMatch(report -> report.state().isFinal()) ? Haste.AT_ONCE : Haste.IN_A_MOMENT;
    }

    private Optional<JobChange> judge(TrackedJob job, JobResponse report, Rule rule) {
        return job.line().equals(line) ? rule.judge(job, report, quantities) : Optional.empty();
    }

    private Optional<JobChange> compared(TrackedJob job, JobResponse report, ToldJob told, Rule rule) {
        return job.line().equals(line) && !ReportRules.takesNoMore(job)
                ? Contradiction.of(job, report, told).or(() -> rule.judge(job, report, quantities))
                : Optional.empty();
    }

    private CompletionStage<FoldResult> keptAsItCame(JobResponse report, Throwable why) {
        if (why instanceof StoreException) {
            return CompletableFuture.failedFuture(why);
        }
        LOGGER.atError()
                .addKeyValue("equipment", line)
                .addKeyValue("jobOrder", report.jobOrderId())
                .setCause(why)
                .log("a report can not be kept as progress; it is kept as it came, for a person to look at");
        return store.keepDead(new DeadReport(line, report.jobOrderId(), report.toString(), String.valueOf(why)))
                .thenApply(kept -> FoldResult.nothing());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What a report or an answer makes of a job. */
    private interface Rule {
        Optional<JobChange> judge(TrackedJob job, JobResponse report, LineQuantities quantities);
    }
}
