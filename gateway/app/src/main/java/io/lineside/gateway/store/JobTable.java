package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import io.lineside.model.work.WorkRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL of the job rows. The conditions repeat those of the partial indexes word for word, or they would not be used. */
final class JobTable {

    private static final String INSERT = "insert into job (id, request_id, plan_position, item, operation, line,"
            + " last_operation, priority, wanted_by, phase, quantity, waits_for, attempt, good, scrap, reason, cleared,"
            + " queued_at, since, capable, batch, remake, units, remakes_left, setup_ms, each_ms, work_ms, set_up_for,"
            + " work_master, stage, open)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** Columns that no index has, and none goes by. */
    private static final String CHANGED = "since = ?, phase = ?, quantity = ?, waits_for = ?, attempt = ?, good = ?,"
            + " scrap = ?, reason = ?, cleared = ?, sent_at = ?, started_at = ?, ended_at = ?, report_sequence = ?,"
            + " report_at = ?, good_units = ?, scrap_units = ? where id = ?";

    private static final String UPDATE = "update job set " + CHANGED;
    private static final String MOVE = "update job set line = ?, stage = ?, open = ?, " + CHANGED;
    private static final String UPDATE_COUNTS =
            "update job set good = ?, scrap = ?, reason = ?, report_sequence = ?, report_at = ?, good_units = ?,"
                    + " scrap_units = ? where id = ?";
    private static final String UPDATE_WISH = "update job set wish = ? where id = ?";
    private static final List<String> NAMES = List.of(
            "id",
            "request_id",
            "item",
            "operation",
            "batch",
            "remake",
            "units",
            "line",
            "last_operation",
            "phase",
            "quantity",
            "waits_for",
            "attempt",
            "good",
            "scrap",
            "reason",
            "cleared",
            "queued_at",
            "sent_at",
            "started_at",
            "ended_at",
            "report_sequence",
            "report_at",
            "good_units",
            "scrap_units",
            "wish");
    /** What {@link #read} reads, in its order. */
    static final String COLUMNS = String.join(", ", NAMES);
    /** The same of the table that a statement calls j. */
    static final String COLUMNS_OF_J = "j." + String.join(", j.", NAMES);
    /** Where a statement finds what it selects after them. */
    static final int AFTER = NAMES.size() + 1;

    private static final String BY_ID = "select " + COLUMNS + " from job where id = ?";
    private static final String OF_REQUEST =
            "select " + COLUMNS + " from job where request_id = ? order by plan_position";
    private static final String WHERE_READY = " from job where line = ? and stage = 'Ready'";
    private static final String READY =
            "select id" + WHERE_READY + " order by priority desc, wanted_by, plan_position limit ?";
    private static final String COUNT_READY = "select count(*)" + WHERE_READY;
    private static final String AT_LINE = "select " + COLUMNS
            + " from job where line = ? and stage in ('AtLine', 'Uncertain') order by plan_position";
    private static final String COUNT_AT_LINE =
            "select count(*) from job where line = ? and stage in ('AtLine', 'Uncertain')";
    private static final String HELD_IN_DOUBT = "select j.id from dispatch d join job j on j.id = d.job_id where"
            + " d.state in ('Intent', 'Unknown') and d.line = ? and j.phase = 'Held' order by j.plan_position limit 50";
    private static final String TO_CLEAR =
            "select id from job where line = ? and stage = 'ToClear' order by plan_position limit ?";
    private static final String ANY_READY =
            "select count(*) from (select 1 from job where request_id = ? and stage = 'Ready' limit 1) as one";
    // A batch is complete as far as the slowest of its last operations; pieces beyond what was ordered of an item do
    // not
    // stand in for another item's.
    private static final String COMPLETE = "select sum(case when f.good < i.quantity then f.good else i.quantity end)"
            + " from work_item i join (select b.item, sum(b.good) as good from (select o.item, min(o.good) as good from"
            + " (select item, batch, remake, operation, sum(good) as good from job where request_id = ?"
            + " and last_operation = 1 group by item, batch, remake, operation) o group by o.item, o.batch, o.remake) b"
            + " group by b.item) f on f.item = i.item where i.request_id = ?";

    // Nothing was made, and where that is not the platform's wish the order failed: a job that its line gave up, or one
    // that ended without a good piece.
    private static final String UNWANTED = "select count(*) from (select 1 from job where request_id = ?"
            + " and wish = 'Asked' limit 1) as one where not exists (select 1 from job o where o.request_id = ?"
            + " and o.wish <> 'Asked' and (o.phase in ('Aborted', 'Failed')"
            + " or (o.phase = 'Ended' and (o.last_operation = 1 or o.good = 0))))";

    private static final String STILL = "select count(*) from job where id = ? and phase = ? and attempt = ?";

    private JobTable() {}

    /** Whether a job is in the phase and sending in which it was read. */
    static boolean isStill(Session sql, TrackedJob job) throws SQLException {
        return sql.number(STILL, job.id().value(), job.phase().text(), job.attempt()) > 0;
    }

    /** Whether any job of an order waits for nothing but its line. */
    static boolean anyReady(Session sql, WorkRequestId request) throws SQLException {
        return sql.number(ANY_READY, request.value()) > 0;
    }

    /** Whether an order of which nothing was made was cancelled by its platform. Reads all its jobs. */
    static boolean isUnwanted(Session sql, WorkRequestId request) throws SQLException {
        return sql.number(UNWANTED, request.value(), request.value()) > 0;
    }

    static void insert(Tx tx, WorkRequest request, TrackedJob job, PlannedJob plan) throws SQLException {
        var position = tx.nextPosition();
        var effort = plan.effort();
        var stage = Stage.of(job);
        tx.sql()
                .insert(
                        INSERT,
                        job.id().value(),
                        job.request().value(),
                        position,
                        job.item(),
                        job.operation(),
                        job.line().value(),
                        job.lastOperation() ? 1 : 0,
                        request.priority(),
                        request.requestedBy().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                        job.phase().text(),
                        job.quantity(),
                        job.waitsFor(),
                        job.queuedAt().toEpochMilli(),
                        job.queuedAt().toEpochMilli(),
                        plan.capable().stream().map(EquipmentId::value).collect(Collectors.joining(" ")),
                        job.batch().number(),
                        job.batch().remake(),
                        job.batch().units().text(),
                        plan.remakes(),
                        effort.setup().toMillis(),
                        effort.each().toMillis(),
                        effort.of(job.quantity()).toMillis(),
                        effort.setUpFor(),
                        plan.order().workMasterId().value(),
                        stage.text(),
                        stage.isOpen() ? 1 : 0);
        tx.rows().written(job);
    }

    /** Keeps a job that is in another phase, or waits for something else, since now. */
    static void update(Tx tx, TrackedJob job) throws SQLException {
        var stage = Stage.of(job);
        boolean stays = tx.rows()
                .job(job.id())
                .filter(before -> Stage.of(before) == stage && before.line().equals(job.line()))
                .isPresent();
        List<@Nullable Object> values = new ArrayList<>();
        if (!stays) {
            values.add(job.line().value());
            values.add(stage.text());
            values.add(stage.isOpen() ? 1 : 0);
        }
        values.add(tx.now().toEpochMilli());
        values.add(job.phase().text());
        values.add(job.quantity());
        values.add(job.waitsFor());
        values.add(job.attempt());
        values.add(job.good());
        values.add(job.scrap());
        values.add(job.reason());
        values.add(job.cleared() ? 1 : 0);
        values.add(Times.millis(job.sentAt()));
        values.add(Times.millis(job.startedAt()));
        values.add(Times.millis(job.endedAt()));
        values.add(sequence(job.lastReport()));
        values.add(Times.millis(job.lastReport().at()));
        values.add(job.named().good().text());
        values.add(job.named().scrap().text());
        values.add(job.id().value());
        int rows = tx.sql().update(stays ? UPDATE : MOVE, values.toArray());
        if (rows != 1) {
            throw new StoreException("job " + job.id() + ": not changed, the store has " + rows + " rows of it");
        }
        tx.rows().written(job);
    }

    /** Leaves the indexes alone: for a piece made, the most frequent change. */
    static void updateCounts(Tx tx, TrackedJob job) throws SQLException {
        tx.sql()
                .update(
                        UPDATE_COUNTS,
                        job.good(),
                        job.scrap(),
                        job.reason(),
                        sequence(job.lastReport()),
                        Times.millis(job.lastReport().at()),
                        job.named().good().text(),
                        job.named().scrap().text(),
                        job.id().value());
        tx.rows().written(job);
    }

    /** Keeps what its platform wishes about it: only where that changes. */
    static void updateWish(Session sql, TrackedJob job) throws SQLException {
        sql.update(UPDATE_WISH, job.wish().text(), job.id().value());
    }

    static Optional<TrackedJob> find(Session sql, JobOrderId id) throws SQLException {
        return sql.one(BY_ID, JobTable::read, id.value());
    }

    static List<TrackedJob> of(Session sql, WorkRequestId id) throws SQLException {
        return sql.list(OF_REQUEST, JobTable::read, id.value());
    }

    /** Ordered pieces that every last operation of their item made good. Reads all jobs of the order. */
    static int complete(Session sql, WorkRequestId id) throws SQLException {
        return Math.toIntExact(sql.number(COMPLETE, id.value(), id.value()));
    }

    /** Ids of the next ready jobs, as they stand in the file. */
    static List<String> ready(Session sql, EquipmentId line, int max) throws SQLException {
        return sql.list(READY, row -> String.valueOf(row.getString(1)), line.value(), max);
    }

    static int countReady(Session sql, EquipmentId line) throws SQLException {
        return Math.toIntExact(sql.number(COUNT_READY, line.value()));
    }

    /** How many jobs are at a line or may be; reads its index only. */
    static int countAtLine(Session sql, EquipmentId line) throws SQLException {
        return Math.toIntExact(sql.number(COUNT_AT_LINE, line.value()));
    }

    static List<TrackedJob> atLine(Session sql, EquipmentId line) throws SQLException {
        return sql.list(AT_LINE, JobTable::read, line.value());
    }

    static List<JobOrderId> heldInDoubt(Session sql, EquipmentId line) throws SQLException {
        return sql.list(HELD_IN_DOUBT, row -> new JobOrderId(row.getString(1)), line.value());
    }

    static List<JobOrderId> toClear(Session sql, EquipmentId line, int max) throws SQLException {
        return sql.list(TO_CLEAR, row -> new JobOrderId(row.getString(1)), line.value(), max);
    }

    static TrackedJob read(ResultSet row) throws SQLException {
        return new TrackedJob(
                new JobOrderId(row.getString(1)),
                new WorkRequestId(row.getString(2)),
                row.getInt(3),
                row.getString(4),
                new Batch(row.getInt(5), row.getInt(6), Units.ofText(row.getString(7))),
                new EquipmentId(row.getString(8)),
                row.getInt(9) != 0,
                JobPhase.ofText(row.getString(10)),
                row.getInt(11),
                row.getInt(12),
                row.getInt(13),
                row.getInt(14),
                row.getInt(15),
                row.getString(16),
                row.getInt(17) != 0,
                Times.read(row, 18),
                Times.readOptional(row, 19),
                Times.readOptional(row, 20),
                Times.readOptional(row, 21),
                mark(row),
                new NamedUnits(Units.ofText(row.getString(24)), Units.ofText(row.getString(25))),
                CancelWish.ofText(row.getString(26)));
    }

    private static @Nullable Long sequence(ReportMark mark) {
        return mark.sequence().isPresent() ? mark.sequence().getAsLong() : null;
    }

    private static ReportMark mark(ResultSet row) throws SQLException {
        long sequence = row.getLong(22);
        var counted = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(sequence);
        return new ReportMark(counted, Times.readOptional(row, 23));
    }
}
