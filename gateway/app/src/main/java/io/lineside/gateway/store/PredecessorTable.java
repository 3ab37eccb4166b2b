package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** SQL of which job waits for which. */
final class PredecessorTable {

    private static final String INSERT = "insert into job_predecessor (job_id, after_id) values (?, ?)";
    private static final String DEPENDENTS =
            "select " + JobTable.COLUMNS_OF_J + " from job_predecessor p join job j on j.id = p.job_id"
                    + " where p.after_id = ? order by j.plan_position";
    private static final String BEFORE = "select " + JobTable.COLUMNS_OF_J
            + " from job_predecessor p join job j on j.id = p.after_id where p.job_id = ?";
    private static final String FEWEST_GOOD =
            "select min(j.good) from job_predecessor p join job j on j.id = p.after_id"
                    + " where p.job_id = ? and j.phase in ('Ended', 'Aborted', 'Cancelled', 'Failed')";

    private PredecessorTable() {}

    static void insert(Session sql, JobOrderId job, JobOrderId after) throws SQLException {
        sql.insert(INSERT, job.value(), after.value());
    }

    static List<TrackedJob> dependents(Session sql, JobOrderId job) throws SQLException {
        return sql.list(DEPENDENTS, JobTable::read, job.value());
    }

    /** The pieces that lines before this job named as scrap; what comes before it is over, and names no more. */
    static Units scrapped(Session sql, TrackedJob job) throws SQLException {
        Units scrapped = Units.NONE;
        Set<JobOrderId> seen = new HashSet<>();
        Deque<JobOrderId> next = new ArrayDeque<>(List.of(job.id()));
        for (var id = next.poll(); id != null; id = next.poll()) {
            for (var before : sql.list(BEFORE, JobTable::read, id.value())) {
                scrapped = scrapped.plus(before.named().scrap());
                if (seen.add(before.id())) {
                    next.add(before.id());
                }
            }
        }
        return scrapped;
    }

    /** Good pieces of the final predecessor that made the fewest. */
    static int fewestGood(Session sql, JobOrderId job) throws SQLException {
        return Math.toIntExact(sql.number(FEWEST_GOOD, job.value()));
    }
}
