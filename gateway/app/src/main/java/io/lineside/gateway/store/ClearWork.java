package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.Optional;

/** Keeps that a line no longer keeps a job; a second time, or for an unknown job, does nothing. Re-runnable. */
final class ClearWork implements Work<Optional<TrackedJob>> {

    private final JobOrderId id;
    private final RequestRules rules;

    ClearWork(JobOrderId id, RequestRules rules) {
        this.id = id;
        this.rules = rules;
    }

    @Override
    public Haste haste() {
        return Haste.IN_A_MOMENT;
    }

    @Override
    public Optional<TrackedJob> run(Tx tx) throws SQLException {
        var found = tx.job(id);
        if (found.isPresent() && !found.get().cleared()) {
            clear(tx, found.get());
        }
        return found;
    }

    private void clear(Tx tx, TrackedJob job) throws SQLException {
        if (!job.phase().isFinal()) {
            throw new IllegalArgumentException("job " + id + ": only a job in a final phase may be cleared, was "
                    + job.phase().text());
        }
        var fold = new OrderFold(tx, rules, tx.head(job.request()));
        fold.clear(job);
        fold.finish();
    }
}
