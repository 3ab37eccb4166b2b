package io.lineside.gateway.store;

import io.lineside.gateway.store.RequestRules.Placing;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.Effort;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SQL of batches and of what makes their scrap again. */
final class RemakeTable {
    private static final String LEFT = "select remakes_left from job where id = ?";
    private static final String BATCH = "select " + JobTable.COLUMNS
            + " from job where request_id = ? and item = ? and batch = ?" + " and remake = ? order by plan_position";
    private static final String PREDECESSORS =
            "select after_id from job_predecessor where job_id = ? order by after_id";
    private static final String NEXT =
            "select max(remake) + 1 from job where request_id = ? and item = ? and batch = ?";
    private static final String REMADE = "select distinct c.remake, c.units from job c where c.request_id = ?"
            + " and c.item = ? and c.batch = ? and c.remake > ?"
            + " and exists (select 1 from job p where p.id = c.replaces and p.remake = ?)";
    private static final String PLACING =
            "select capable, setup_ms, each_ms, set_up_for, wanted_by, work_master from job where id = ?";
    private static final String INSERT = "insert into job (id, request_id, plan_position, item, operation, line,"
            + " last_operation, priority, wanted_by, phase, quantity, waits_for, attempt, good, scrap, reason, cleared,"
            + " queued_at, since, capable, batch, remake, units, remakes_left, replaces, setup_ms, each_ms, work_ms,"
            + " set_up_for, work_master, stage, open) select ?, request_id, ?, item, operation, ?, last_operation, priority, wanted_by,"
            + " ?, ?, ?, 0, 0, 0, ?, 0, ?, ?, capable, batch, ?, ?,"
            + " case when remakes_left > 0 then remakes_left - 1 else 0 end, id, setup_ms, each_ms,"
            + " setup_ms + ? * each_ms, set_up_for, work_master, ?, 1 from job where id = ?";
    // Where the store was put back since, the same scrap may have been made again after the backup.
    private static final String MARK = "insert into restored_job (job_id) select ? where exists (select 1 from"
            + " restore_log l, job j where j.id = ? and l.restored_at >= j.queued_at)";

    /** A job to come that makes so many pieces again, after these. */
    record Next(JobOrderId id, Set<JobOrderId> after, int pieces) {}

    private RemakeTable() {}

    /** How often what the job scraps may still be made again. */
    static int left(Session sql, JobOrderId job) throws SQLException {
        return (int) sql.number(LEFT, job.value());
    }

    /** The number of the next remake of the batch. */
    static int next(Session sql, TrackedJob job) throws SQLException {
        return (int)
                sql.number(NEXT, job.request().value(), job.item(), job.batch().number());
    }

    /** The pieces of the batch that are made again already. */
    static Units remade(Session sql, TrackedJob job) throws SQLException {
        Units units = Units.NONE;
        for (var more : sql.list(
                REMADE,
                row -> Units.ofText(row.getString(2)),
                job.request().value(),
                job.item(),
                job.batch().number(),
                job.batch().remake(),
                job.batch().remake())) {
            units = units.plus(more);
        }
        return units;
    }

    /** What a line is chosen by for a job that makes pieces of this one again. */
    static Placing placing(Session sql, TrackedJob job, Next next) throws SQLException {
        return sql.one(PLACING, row -> placing(row, job, next), job.id().value())
                .orElseThrow();
    }

    private static Placing placing(ResultSet row, TrackedJob job, Next next) throws SQLException {
        long wantedBy = row.getLong("wanted_by");
        return new Placing(
                job,
                next.id(),
                next.after(),
                Arrays.stream(row.getString("capable").split(" ", -1))
                        .filter(line -> !line.isEmpty())
                        .map(EquipmentId::new)
                        .toList(),
                new Effort(
                        Duration.ofMillis(row.getLong("setup_ms")),
                        Duration.ofMillis(row.getLong("each_ms")),
                        row.getString("set_up_for")),
                next.pieces(),
                Optional.of(row.getString("work_master"))
                        .filter(name -> !name.isEmpty())
                        .map(WorkMasterId::new),
                wantedBy == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(wantedBy)));
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
                        job.line().value(),
                        job.phase().text(),
                        job.quantity(),
                        job.waitsFor(),
                        job.reason(),
                        tx.now().toEpochMilli(),
                        tx.now().toEpochMilli(),
                        job.batch().remake(),
                        job.batch().units().text(),
                        job.quantity(),
                        Stage.of(job).text(),
                        replaced.value());
        tx.rows().queued(job.line());
        if (tx.sql().update(MARK, job.id().value(), replaced.value()) > 0) {
            tx.rows().restoredJobs(true);
        }
    }
}
