package io.lineside.gateway.store;

import io.lineside.gateway.store.PayloadTable.Payload;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a job that is ready is what was planned, by what this process wrote and still remembers, or by all that the store
 * kept twice: nothing goes to a line on the word of one row alone. Confined to one work.
 */
final class ClaimCheck {

    private static final String DAMAGED = ": the store file is damaged or was changed by hand;"
            + " restore a backup, or cancel the job and order it again";
    private static final String WITH_SPECIFICATION =
            "select o.payload, o.payload_sha256, r.specification, r.specification_sha256"
                    + " from work_request r left join job_order o on o.job_id = ? where r.id = ?";
    private static final String OVER = "j.phase in ('Ended', 'Aborted', 'Cancelled', 'Failed')";
    private static final String PREDECESSORS = "select count(case when " + OVER + " then null else 1 end),"
            + " min(case when " + OVER + " then j.good end)"
            + " from job_predecessor p join job j on j.id = p.after_id where p.job_id = ?";
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

    /** What is kept twice of a job and its order, as far as it is there. */
    private record Kept(Optional<Payload> payload, boolean soundOrder) {}

    /** How the jobs before one are: how many may still go on, and the fewest good pieces of those that are over. */
    private record Before(int open, int fewestGood) {}

    private final Tx tx;
    private final Session sql;
    private final boolean mayBeRestored;
    private final Map<WorkRequestId, Boolean> soundOrders = new HashMap<>();

    ClaimCheck(Tx tx) {
        this.tx = tx;
        this.sql = tx.sql();
        this.mayBeRestored = tx.rows().mayHaveRestoredJobs();
    }

    /** Whether what was planned is still in memory as it was written, so that nobody can have altered it. */
    boolean isRemembered(JobOrderId job) {
        return tx.rows().planned(job).isPresent();
    }

    Verdict judge(TrackedJob job) throws SQLException {
        var planned = tx.rows().planned(job.id()).filter(plan -> plan.order().quantity() == job.quantity());
        if (planned.isPresent()) {
            var order = planned.get().order().at(job.line());
            return new Verdict(Optional.of(order), planned.get().payloadSha256(), JobPhase.SENDING, "");
        }
        if (mayBeRestored && RestoredTable.isMarked(sql, job.id())) {
            return Verdict.held("the store was put back from a backup at " + RestoredTable.latest(sql)
                    + ", and what the line made after that backup is not known here: look whether this job was made,"
                    + " then let it go or cancel it");
        }
        var kept = kept(job);
        var payload = kept.payload();
        if (payload.isEmpty()) {
            return Verdict.quarantined("its payload is missing" + DAMAGED);
        }
        if (!payload.get().isSound()) {
            return Verdict.quarantined("its payload does not match the SHA-256 kept when it was planned" + DAMAGED);
        }
        if (!kept.soundOrder()) {
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
        var before = sql.one(
                        PREDECESSORS,
                        row -> new Before(row.getInt(1), row.getInt(2)),
                        job.id().value())
                .orElseThrow();
        if (!isPlanned(job, order, before.fewestGood())) {
            return Verdict.quarantined("its quantity " + job.quantity() + " is neither the " + order.quantity()
                    + " planned nor what its predecessors made" + DAMAGED);
        }
        if (before.open() > 0) {
            return Verdict.quarantined("it is ready although a job before it is not over" + DAMAGED);
        }
        return new Verdict(Optional.of(Payload.fitted(sql, order, job)), payload.sha256(), JobPhase.SENDING, "");
    }

    private boolean isPlanned(TrackedJob job, JobOrder order, int made) throws SQLException {
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

    /** Reads the specification, which may be large, once for all jobs of an order. */
    private Kept kept(TrackedJob job) throws SQLException {
        var sound = soundOrders.get(job.request());
        if (sound != null) {
            return new Kept(PayloadTable.find(sql, job.id()), sound);
        }
        var read = sql.one(
                        WITH_SPECIFICATION,
                        ClaimCheck::read,
                        job.id().value(),
                        job.request().value())
                .orElse(new Kept(Optional.empty(), false));
        soundOrders.put(job.request(), read.soundOrder());
        return read;
    }

    private static Kept read(ResultSet row) throws SQLException {
        String payload = row.getString(1);
        return new Kept(
                payload == null ? Optional.empty() : Optional.of(new Payload(payload, row.getString(2))),
                isSound(row.getString(3), row.getString(4)));
    }

    static boolean isSound(String text, String sha256) {
        return SpecDigest.of(text).hex().equals(sha256);
    }
}
