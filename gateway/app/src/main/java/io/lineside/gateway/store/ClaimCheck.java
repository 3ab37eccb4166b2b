package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.model.SpecDigest;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a job that is ready is what was planned, by all that the store kept twice: nothing goes to a line on the word of
 * one row alone. Confined to one work.
 */
final class ClaimCheck {

    private static final String DAMAGED = ": the store file is damaged or was changed by hand;"
            + " restore a backup, or cancel the job and order it again";
    private static final String SPECIFICATION =
            "select specification, specification_sha256 from work_request where id = ?";
    private static final String OPEN_PREDECESSORS = "select count(*) from job_predecessor p"
            + " join job j on j.id = p.after_id where p.job_id = ?"
            + " and j.phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed')";
    private static final String LOWERED = "select data from ledger_event where request_id = ? and job_id = ?"
            + " and type = 'JobQuantityLowered' order by seq desc limit 1";

    /** A ready job with what it is to be sent as, or why it must not be. */
    record Verdict(Optional<JobOrder> order, String payloadSha256, JobPhase phase, String reason) {
        static Verdict held(String reason) {
            return new Verdict(Optional.empty(), "", JobPhase.HELD, reason);
        }

        static Verdict quarantined(String reason) {
            return new Verdict(Optional.empty(), "", JobPhase.QUARANTINED, reason);
        }

        /** What becomes of a job that must not be sent. */
        JobChange keptBack(TrackedJob job) {
            var event = phase == JobPhase.HELD ? EventType.JOB_HELD : EventType.JOB_QUARANTINED;
            return JobChange.to(phase, event, job, reason);
        }
    }

    private final Session sql;
    private final Map<WorkRequestId, Boolean> soundOrders = new HashMap<>();

    ClaimCheck(Session sql) {
        this.sql = sql;
    }

    Verdict judge(TrackedJob job) throws SQLException {
        if (RestoredTable.isMarked(sql, job.id())) {
            return Verdict.held("the store was put back from a backup at " + RestoredTable.latest(sql)
                    + ", and what the line made after that backup is not known here: look whether this job was made,"
                    + " then let it go or cancel it");
        }
        var payload = PayloadTable.find(sql, job.id());
        if (payload.isEmpty()) {
            return Verdict.quarantined("its payload is missing" + DAMAGED);
        }
        if (!payload.get().isSound()) {
            return Verdict.quarantined("its payload does not match the SHA-256 kept when it was planned" + DAMAGED);
        }
        if (!isSoundOrder(job.request())) {
            return Verdict.quarantined(
                    "the specification of its order does not match the SHA-256 kept when it was accepted" + DAMAGED);
        }
        return judge(job, payload.get());
    }

    private Verdict judge(TrackedJob job, Payload payload) throws SQLException {
        JobOrder order;
        try {
            order = payload.order();
        } catch (IllegalArgumentException e) {
            return Verdict.quarantined("its payload can not be read (" + e.getMessage() + ")" + DAMAGED);
        }
        if (!order.id().equals(job.id())) {
            return Verdict.quarantined("its payload is that of job " + order.id() + DAMAGED);
        }
        if (!isPlanned(job, order)) {
            return Verdict.quarantined("its quantity " + job.quantity() + " is neither the " + order.quantity()
                    + " planned nor what its predecessors made" + DAMAGED);
        }
        if (sql.number(OPEN_PREDECESSORS, job.id().value()) > 0) {
            return Verdict.quarantined("it is ready although a job before it is not over" + DAMAGED);
        }
        return new Verdict(Optional.of(Payload.fitted(sql, order, job)), payload.sha256(), JobPhase.SENDING, "");
    }

    private boolean isPlanned(TrackedJob job, JobOrder order) throws SQLException {
        int made = PredecessorTable.fewestGood(sql, job.id());
        if (made > 0 && job.quantity() > made) {
            return false;
        }
        return job.quantity() == order.quantity() || (job.quantity() < order.quantity() && wasLowered(job));
    }

    private boolean wasLowered(TrackedJob job) throws SQLException {
        return sql.one(
                        LOWERED,
                        row -> ValueText.parse(row.getString(1))
                                .path("quantity")
                                .asInt(),
                        job.request().value(),
                        job.id().value())
                .filter(quantity -> quantity == job.quantity())
                .isPresent();
    }

    private boolean isSoundOrder(WorkRequestId id) throws SQLException {
        var known = soundOrders.get(id);
        if (known == null) {
            known = sql.one(SPECIFICATION, row -> isSound(row.getString(1), row.getString(2)), id.value())
                    .orElse(false);
            soundOrders.put(id, known);
        }
        return known;
    }

    static boolean isSound(String text, String sha256) {
        return SpecDigest.of(text).hex().equals(sha256);
    }
}
