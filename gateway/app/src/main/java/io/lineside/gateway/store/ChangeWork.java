package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.Optional;

/** Lets a decision change one job. Re-runnable as long as the decision is pure. */
final class ChangeWork implements Work<FoldResult> {

    /** What becomes of the job; may look at what else is kept about it. */
    @FunctionalInterface
    interface Decision {
        Optional<JobChange> judge(Session sql, TrackedJob job) throws SQLException;
    }

    private final JobOrderId id;
    private final Decision decision;
    private final RequestRules rules;
    private final Haste haste;
    private final Optional<AuditEntry> entry;

    ChangeWork(JobOrderId id, Decision decision, RequestRules rules, Haste haste) {
        this(id, decision, rules, haste, Optional.empty());
    }

    private ChangeWork(JobOrderId id, Decision decision, RequestRules rules, Haste haste, Optional<AuditEntry> entry) {
        this.id = id;
        this.decision = decision;
        this.rules = rules;
        this.haste = haste;
        this.entry = entry;
    }

    /** The same, with an entry in the audit where it changes the job. */
    ChangeWork audited(AuditEntry what) {
        return new ChangeWork(id, decision, rules, haste, Optional.of(what));
    }

    @Override
    public Haste haste() {
        return haste;
    }

    @Override
    public FoldResult run(Tx tx) throws SQLException {
        var found = tx.job(id);
        if (found.isEmpty()) {
            return FoldResult.unknown();
        }
        var job = found.get();
        var change = decision.judge(tx.sql(), job);
        if (change.isEmpty()) {
            return FoldResult.unchanged(job);
        }
        var fold = new OrderFold(tx, rules, tx.head(job.request()));
        var after = fold.apply(job, change.get());
        fold.finish();
        if (entry.isPresent()) {
            AuditTable.append(tx.sql(), tx.now(), entry.get());
        }
        return new FoldResult(Optional.of(job), Optional.of(after), fold.linesWithNewWork());
    }
}
