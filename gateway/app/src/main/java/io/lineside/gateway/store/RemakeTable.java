package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.List;

/** SQL of batches and of what makes their scrap again. */
final class RemakeTable {
    private static final String MAY = "select remakes_left from job where id = ?";
    private static final String BATCH = "select * from job where request_id = ? and item = ? and batch = ?"
            + " and remake = ? order by plan_position";
    private static final String PREDECESSORS =
            "select after_id from job_predecessor where job_id = ? order by after_id";
    private static final String INSERT = "insert into job (id, request_id, plan_position, item, operation, line,"
            + " last_operation, priority, wanted_by, phase, quantity, waits_for, attempt, good, scrap, reason, cleared,"
            + " queued_at, since, capable, batch, remake, units, remakes_left, replaces, setup_ms, each_ms, work_ms,"
            + " set_up_for) select ?, request_id, ?, item, operation, line, last_operation, priority, wanted_by,"
            + " 'Queued', ?, ?, 0, 0, 0, '', 0, ?, ?, capable, batch, ?, ?, remakes_left - 1, id, setup_ms, each_ms,"
            + " setup_ms + ? * each_ms, set_up_for from job where id = ?";
    // Where the store was put back since, the same scrap may have been made again after the backup.
    private static final String MARK = "insert into restored_job (job_id) select ? where exists (select 1 from"
            + " restore_log l, job j where j.id = ? and l.restored_at >= j.queued_at)";

    private RemakeTable() {}

    static boolean mayBeRemade(Session sql, JobOrderId job) throws SQLException {
        return sql.number(MAY, job.value()) > 0;
    }

    /** Every job of the batch that this job belongs to. */
    static List<TrackedJob> batch(Session sql, TrackedJob job) throws SQLException {
        return sql.list(
                BATCH,
                JobTable::read,
                job.request().value(),
                job.item(),
                job.batch().number(),
                job.batch().remake());
    }

    static List<JobOrderId> predecessors(Session sql, JobOrderId job) throws SQLException {
        return sql.list(PREDECESSORS, row -> new JobOrderId(row.getString(1)), job.value());
    }

    /** Keeps a new job with all that was planned for the one it replaces. */
    static void insert(Tx tx, TrackedJob job, JobOrderId replaced) throws SQLException {
        tx.sql()
                .update(
                        INSERT,
                        job.id().value(),
                        tx.nextPosition(),
                        job.quantity(),
                        job.waitsFor(),
                        tx.now().toEpochMilli(),
                        tx.now().toEpochMilli(),
                        job.batch().remake(),
                        job.batch().units().text(),
                        job.quantity(),
                        replaced.value());
        tx.sql().update(MARK, job.id().value(), replaced.value());
    }
}
