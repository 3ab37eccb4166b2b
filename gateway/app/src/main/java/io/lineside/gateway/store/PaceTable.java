package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * SQL of how long lines really took. Of what is summed up for a line and work master an eighth is forgotten with each job
 * that ends, so that the last few jobs count.
 */
final class PaceTable {
    /** So many jobs have to have ended before their times are taken for what comes. */
    private static final int ENOUGH = 3;

    private static final String ADD = "insert into line_pace"
            + " (line, work_master, jobs, milli_pieces, made_ms, planned_ms, set_up_for, ended_at)"
            + " select line, work_master, 1, (good + scrap) * 1000, ended_at - started_at, (good + scrap) * each_ms,"
            + " set_up_for, ended_at from job where id = ? and work_master <> ''"
            + " on conflict (line, work_master) do update set jobs = line_pace.jobs + 1,"
            + " milli_pieces = line_pace.milli_pieces * 7 / 8 + excluded.milli_pieces,"
            + " made_ms = line_pace.made_ms * 7 / 8 + excluded.made_ms,"
            + " planned_ms = line_pace.planned_ms * 7 / 8 + excluded.planned_ms,"
            + " set_up_for = excluded.set_up_for, ended_at = excluded.ended_at";
    private static final String ALL = "select * from line_pace order by line, ended_at";

    /** A line's pace of one work master, and what it was set up for by its last job of it. */
    record Row(EquipmentId line, LinePaces.Pace pace, Duration made, Duration planned, String setUpFor) {}

    private PaceTable() {}

    /** Counts a job that its line has ended in some time; one whose start nobody heard of says nothing. */
    static void follow(Session sql, TrackedJob job) throws SQLException {
        boolean timed = job.startedAt().isPresent()
                && job.endedAt()
                        .filter(end -> end.isAfter(job.startedAt().get()))
                        .isPresent();
        if (job.phase() == JobPhase.ENDED && timed && job.good() + job.scrap() > 0) {
            sql.update(ADD, job.id().value());
        }
    }

    /** All of them; of each line the one that ended last is the last. */
    static List<Row> all(Session sql) throws SQLException {
        return sql.list(ALL, PaceTable::read);
    }

    private static Row read(ResultSet row) throws SQLException {
        long made = row.getLong("made_ms");
        long pieces = Math.max(1, row.getLong("milli_pieces"));
        int jobs = row.getInt("jobs");
        var each = Duration.ofMillis(Math.multiplyExact(made, 1_000L) / pieces);
        return new Row(
                new EquipmentId(row.getString("line")),
                new LinePaces.Pace(new WorkMasterId(row.getString("work_master")), each, jobs),
                jobs < ENOUGH ? Duration.ZERO : Duration.ofMillis(made),
                jobs < ENOUGH ? Duration.ZERO : Duration.ofMillis(row.getLong("planned_ms")),
                row.getString("set_up_for"));
    }

    static boolean isEnough(LinePaces.Pace pace) {
        return pace.jobs() >= ENOUGH;
    }
}
