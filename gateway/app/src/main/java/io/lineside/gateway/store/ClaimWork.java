package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the next ready jobs of a line; those whose payload is not what was planned are held instead. Re-runnable. */
final class ClaimWork implements Work<List<Claim>> {

    private static final String DAMAGED = " the store file is damaged or was changed by hand;"
            + " restore a backup, or cancel the job and order it again";

    private final EquipmentId line;
    private final int max;
    private final RequestRules rules;

    ClaimWork(EquipmentId line, int max, RequestRules rules) {
        this.line = line;
        this.max = max;
        this.rules = rules;
    }

    @Override
    public List<Claim> run(Tx tx) throws SQLException {
        var claims = new ArrayList<Claim>();
        while (claims.size() < max) {
            var ready = JobTable.ready(tx.sql(), line, max - claims.size());
            if (ready.isEmpty()) {
                break;
            }
            for (var job : ready) {
                claim(tx, job).ifPresent(claims::add);
            }
        }
        return claims;
    }

    private Optional<Claim> claim(Tx tx, TrackedJob job) throws SQLException {
        var fold = new OrderFold(tx, rules, RequestTable.head(tx.sql(), job.request()));
        var payload = PayloadTable.find(tx.sql(), job.id());
        var claim = payload.isPresent() && payload.get().isSound()
                ? send(fold, job, payload.get())
                : hold(fold, job, payload.isPresent());
        fold.finish();
        return claim;
    }

    private static Optional<Claim> send(OrderFold fold, TrackedJob job, PayloadTable.Payload payload)
            throws SQLException {
        var order = payload.order();
        var sending = fold.send(job, payload.sha256());
        return Optional.of(new Claim(sending, fitted(order, job.quantity())));
    }

    private static JobOrder fitted(JobOrder order, int quantity) {
        return order.quantity() == quantity ? order : order.withQuantity(quantity);
    }

    private static Optional<Claim> hold(OrderFold fold, TrackedJob job, boolean found) throws SQLException {
        var reason = found
                ? "its payload does not match the SHA-256 kept when it was planned:" + DAMAGED
                : "its payload is missing:" + DAMAGED;
        fold.apply(job, JobChange.to(JobPhase.HELD, EventType.JOB_HELD, job, reason));
        return Optional.empty();
    }
}
