package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** SQL of what a restore leaves behind: jobs of which nobody knows what their line did after the backup. */
final class RestoredTable {

    private static final String OPEN = "phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed')";
    private static final String LOG = "insert into restore_log (restored_at, position_floor) values (?, ?)";
    private static final String LATEST = "select max(restored_at) from restore_log";
    private static final String MARK_ALL =
            "insert into restored_job (job_id) select id from job where " + OPEN + " on conflict (job_id) do nothing";
    private static final String IS_MARKED = "select count(*) from restored_job where job_id = ?";
    private static final String ANY = "select count(*) from (select 1 from restored_job limit 1) as one";
    private static final String DROP = "delete from restored_job where job_id = ?";

    private static final String MARKED_OF_ORDER =
            "select m.job_id from restored_job m join job j on j.id = m.job_id where j.request_id = ?";

    private RestoredTable() {}

    /** The jobs of an order whose lines may have made them after the backup. */
    static Set<JobOrderId> marked(Session sql, WorkRequestId order) throws SQLException {
        return Set.copyOf(sql.list(MARKED_OF_ORDER, row -> new JobOrderId(row.getString(1)), order.value()));
    }

    /** Marks every job that may go on; returns how many. */
    static int markAll(Session sql, Instant now, long positionFloor) throws SQLException {
        sql.update(LOG, now.toEpochMilli(), positionFloor);
        return sql.update(MARK_ALL);
    }

    /** Whether any job is marked. */
    static boolean isAnyMarked(Session sql) throws SQLException {
        return sql.number(ANY) > 0;
    }

    static boolean isMarked(Session sql, JobOrderId id) throws SQLException {
        return sql.number(IS_MARKED, id.value()) > 0;
    }

    /** When the store was last put back; only asked where it was. */
    static Instant latest(Session sql) throws SQLException {
        return Instant.ofEpochMilli(sql.number(LATEST));
    }

    /**
     * Takes the mark off a job that its line has reported, or that a person let go from being held. That the line does
     * not have it takes no mark off: it may have made and forgotten it.
     */
    static void follow(Tx tx, TrackedJob job, JobPhase from, EventType event) throws SQLException {
        if (!tx.rows().mayHaveRestoredJobs()) {
            return;
        }
        boolean reported =
                switch (job.phase()) {
                    case STORED, STARTED, RUNNING, INTERRUPTED, ENDED, ABORTED, CANCELLED, FAILED -> true;
                    // A platform can not know what the line made meanwhile.
                    case QUEUED ->
                        event != EventType.JOB_RESUMED && (from == JobPhase.HELD || from == JobPhase.QUARANTINED);
                    case SENDING, IN_DOUBT, CANCELLING, HELD, QUARANTINED -> false;
                };
        if (reported) {
            tx.sql().update(DROP, job.id().value());
        }
    }
}
