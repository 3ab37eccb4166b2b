package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.TrackedJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SQL of what the people at the lines ask about jobs, whoever ordered them. */
final class JobQueries {

    // The condition repeats that of the partial index word for word, or it would not be used.
    private static final String WAITING =
            "select " + JobTable.COLUMNS + ", since from job where stage in ('Uncertain', 'KeptBack')";
    private static final String IN_ORDER = " order by plan_position limit ?";
    private static final String OF_LINE = " and line = ?";
    private static final String WAITING_BY_LINE =
            "select line, count(*) from job where stage in ('Uncertain', 'KeptBack') group by line";
    private static final String WAITING_OF_LINE = "select " + JobTable.COLUMNS
            + ", since from job where stage in ('Uncertain', 'KeptBack') and line = ? and stage = 'KeptBack'"
            + " order by plan_position limit ?";
    private static final String AT_LINE = "select " + JobTable.COLUMNS
            + ", since from job where line = ? and stage in ('AtLine', 'Uncertain') order by plan_position limit ?";
    private static final String READY =
            "select " + JobTable.COLUMNS + ", since from job where line = ? and stage = 'Ready'"
                    + " order by priority desc, wanted_by, plan_position limit ?";
    private static final String LINES = "select distinct line from job where stage = 'Ready'"
            + " union select distinct line from job where stage in ('AtLine', 'Uncertain')";
    // These two are only for a line that leaves the site.
    private static final String UNFINISHED =
            "select " + JobTable.COLUMNS + " from job where line = ? and open = 1 order by plan_position limit ?";
    private static final String MOVING = "select " + JobTable.COLUMNS
            + ", since from job where line = ? and open = 1 and stage <> 'KeptBack' order by plan_position limit ?";
    private static final String BY_ID = "select " + JobTable.COLUMNS + ", since from job where id = ?";
    private static final String TENANT = "select tenant from work_request where id = ?";
    private static final String EVENTS =
            "select * from ledger_event where request_id = ? and job_id = ? order by seq limit 1000";

    private JobQueries() {}

    static List<WaitingJob> waiting(Session sql, Optional<EquipmentId> line, int max) throws SQLException {
        return line.isEmpty()
                ? sql.list(WAITING + IN_ORDER, JobQueries::read, max)
                : sql.list(
                        WAITING + OF_LINE + IN_ORDER,
                        JobQueries::read,
                        line.get().value(),
                        max);
    }

    static Map<EquipmentId, Integer> waitingByLine(Session sql) throws SQLException {
        Map<EquipmentId, Integer> counts = new TreeMap<>();
        sql.list(WAITING_BY_LINE, row -> counts.put(new EquipmentId(row.getString(1)), row.getInt(2)));
        return counts;
    }

    static OpenJobs open(Session sql, EquipmentId line, int max) throws SQLException {
        return new OpenJobs(
                sql.list(AT_LINE, JobQueries::read, line.value(), max),
                sql.list(WAITING_OF_LINE, JobQueries::read, line.value(), max),
                sql.one(READY, JobQueries::read, line.value(), 1));
    }

    static List<EquipmentId> linesWithWork(Session sql) throws SQLException {
        return sql.list(LINES, row -> new EquipmentId(row.getString(1)));
    }

    static List<TrackedJob> unfinished(Session sql, EquipmentId line, int max) throws SQLException {
        return sql.list(UNFINISHED, JobTable::read, line.value(), max);
    }

    static List<TrackedJob> moving(Session sql, EquipmentId line, int max) throws SQLException {
        return sql.list(MOVING, JobTable::read, line.value(), max);
    }

    static Optional<TenantId> tenant(Session sql, WorkRequestId order) throws SQLException {
        return sql.one(TENANT, row -> new TenantId(row.getString(1)), order.value());
    }

    static Optional<JobFile> file(Session sql, JobOrderId id) throws SQLException {
        var found = sql.one(BY_ID, JobQueries::read, id.value());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var job = found.get().job();
        var payload = PayloadTable.find(sql, id);
        var names = PersonalNames.of(sql, job);
        return Optional.of(new JobFile(
                tenant(sql, job.request()).orElseThrow(),
                found.get(),
                DispatchTable.recordOf(sql, job),
                payload.map(kept -> masked(kept, names, job)).orElse(""),
                payload.filter(PayloadTable.Payload::isSound).isPresent(),
                sql.list(EVENTS, LedgerTable::read, job.request().value(), id.value())));
    }

    /** An altered text may be none that a name can be found in. */
    private static String masked(PayloadTable.Payload payload, PersonalNames names, TrackedJob job) {
        return payload.isSound() ? Secrets.masked(names, job.operation(), payload.text()) : payload.text();
    }

    private static WaitingJob read(ResultSet row) throws SQLException {
        return new WaitingJob(JobTable.read(row), Times.read(row, JobTable.AFTER));
    }
}
