package io.lineside.gateway.store;

import io.lineside.gateway.store.ChangeWork.Decision;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a line has reported of one job since the writer looked last. Each report is judged by itself, in the order they
 * came, against the job as the reports before it left it. What only counts on is written once, with the last of them; every
 * other change is written by itself, so that no phase, reason or scrap is passed over. Takes reports until it runs first;
 * thread-safe until then, re-runnable after.
 */
final class ReportsWork implements Work<List<ReportsWork.Answer>> {
    /** Evidence in the ledger: so many reports led to the change. */
    static final String REPORTS = "reports";

    private final JobOrderId id;
    private final RequestRules rules;
    private final Haste haste;
    private final List<Report> reports = new ArrayList<>();
    private boolean begun;
    private boolean careful;

    /** What came of reports that came together: a result, or why they can not be kept. */
    record Answer(FoldResult result, @Nullable RuntimeException failure) {}

    /** Reports that came together, and who waits for them. */
    private record Report(List<Decision> decisions, CompletableFuture<FoldResult> stage) {}

    /** A work without reports yet; as soon as the first of them is to be written. */
    ReportsWork(JobOrderId id, RequestRules rules, Haste haste) {
        this.id = id;
        this.rules = rules;
        this.haste = haste;
    }

    /** Takes more reports, which came together; empty when it is too late. */
    synchronized Optional<CompletionStage<FoldResult>> add(List<Decision> decisions) {
        if (begun) {
            return Optional.empty();
        }
        var stage = new CompletableFuture<FoldResult>();
        reports.add(new Report(decisions, stage));
        return Optional.of(stage);
    }

    /** Takes no more; how many reports they are. */
    synchronized int begin() {
        begun = true;
        return reports.stream().mapToInt(report -> report.decisions().size()).sum();
    }

    /** Tells everybody what came of it: of what came together, or of the work as a whole. */
    void tell(@Nullable List<Answer> answers, @Nullable Throwable failure) {
        for (int i = 0; i < reports.size(); i++) {
            var stage = reports.get(i).stage();
            if (answers == null) {
                stage.completeExceptionally(failure);
            } else if (answers.get(i).failure() != null) {
                stage.completeExceptionally(answers.get(i).failure());
            } else {
                stage.complete(answers.get(i).result());
            }
        }
    }

    @Override
    public Haste haste() {
        return haste;
    }

    @Override
    public List<Answer> run(Tx tx) throws SQLException {
        begin();
        return careful ? eachAlone(tx) : together(tx, reports);
    }

    /** A second time what came together can be taken back on its own, so that the rest is kept. */
    @Override
    public boolean isToRunAgain() {
        boolean first = !careful && reports.size() > 1;
        careful |= first;
        return first;
    }

    private List<Answer> eachAlone(Tx tx) throws SQLException {
        var answers = new ArrayList<Answer>(reports.size());
        for (var report : reports) {
            var before = tx.mark();
            try {
                answers.addAll(together(tx, List.of(report)));
                tx.release();
            } catch (RuntimeException e) {
                tx.backTo(before);
                answers.add(new Answer(FoldResult.unknown(), e));
            }
        }
        return answers;
    }

    private List<Answer> together(Tx tx, List<Report> some) throws SQLException {
        var answers = new ArrayList<Answer>(some.size());
        var found = tx.job(id);
        if (found.isEmpty()) {
            some.forEach(report -> answers.add(new Answer(FoldResult.unknown(), null)));
            return answers;
        }
        var series = new Series(tx, found.get());
        for (var report : some) {
            var result = FoldResult.unknown();
            for (var decision : report.decisions()) {
                result = result.then(series.follow(decision));
            }
            answers.add(new Answer(result, null));
        }
        series.write();
        return answers;
    }

    /** The job from report to report. */
    private final class Series {
        private final Tx tx;
        private TrackedJob written;
        private TrackedJob now;
        private @Nullable JobChange counted;
        private int count;

        Series(Tx tx, TrackedJob job) {
            this.tx = tx;
            this.written = job;
            this.now = job;
        }

        FoldResult follow(Decision decision) throws SQLException {
            var before = now;
            var change = decision.judge(tx.sql(), before);
            if (change.isEmpty()) {
                return FoldResult.unchanged(before);
            }
            if (!onlyCounts(before, change.get())) {
                write();
                return write(change.get());
            }
            ChangeCheck.check(before, change.get());
            now = JobEdit.changed(before, change.get(), tx.now());
            counted = change.get();
            count++;
            return new FoldResult(Optional.of(before), Optional.of(now), Set.of());
        }

        /** Writes what was counted and is not written yet. */
        void write() throws SQLException {
            if (counted != null) {
                write(count > 1 ? together(counted) : counted);
            }
        }

        private JobChange together(JobChange last) {
            return last.naming(now.named()).because(Map.of(REPORTS, String.valueOf(count)));
        }

        private FoldResult write(JobChange change) throws SQLException {
            var before = written;
            var fold = new OrderFold(tx, rules, tx.head(before.request()));
            written = fold.apply(before, change);
            fold.finish();
            now = written;
            counted = null;
            count = 0;
            return new FoldResult(Optional.of(before), Optional.of(written), fold.linesWithNewWork());
        }
    }

    /** Whether a change says nothing that the next one of its kind does not say too. */
    private static boolean onlyCounts(TrackedJob job, JobChange change) {
        return change.event() == EventType.JOB_PROGRESSED
                && change.phase() == job.phase()
                && change.scrap() == job.scrap()
                && change.reason().equals(job.reason())
                && change.report().isPresent()
                && change.line().isEmpty()
                && change.evidence().isEmpty()
                && change.wish().isEmpty()
                && !job.wish().isUnwanted()
                && job.named().with(change.named()).scrap().equals(job.named().scrap());
    }
}
