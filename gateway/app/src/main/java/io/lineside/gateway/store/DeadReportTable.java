package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL of reports that can never be kept as progress. A line that repeats one adds no row. */
final class DeadReportTable {

    private static final int LONGEST = 4_000;
    private static final String INSERT = "insert into dead_report"
            + " (id, line, job_id, report, reason, received_at, last_at, times) values (?, ?, ?, ?, ?, ?, ?, 1)"
            + " on conflict (id) do update set last_at = excluded.last_at, times = dead_report.times + 1";
    private static final String ALL = "select * from dead_report";
    private static final String OF_LINE = " where line = ?";
    private static final String NEWEST = " order by last_at desc, id limit ?";

    private DeadReportTable() {}

    static DeadReport insert(Tx tx, DeadReport dead) throws SQLException {
        var text = cut(dead.report());
        tx.sql()
                .update(
                        INSERT,
                        SpecDigest.of(dead.line() + " " + dead.job() + " " + text)
                                .hex(),
                        dead.line().value(),
                        dead.job().value(),
                        text,
                        cut(dead.reason()),
                        tx.now().toEpochMilli(),
                        tx.now().toEpochMilli());
        return dead;
    }

    static List<KeptReport> newest(Session sql, Optional<EquipmentId> line, int max) throws SQLException {
        return line.isEmpty()
                ? sql.list(ALL + NEWEST, DeadReportTable::read, max)
                : sql.list(
                        ALL + OF_LINE + NEWEST,
                        DeadReportTable::read,
                        line.get().value(),
                        max);
    }

    private static KeptReport read(ResultSet row) throws SQLException {
        var dead = new DeadReport(
                new EquipmentId(row.getString("line")),
                new JobOrderId(row.getString("job_id")),
                row.getString("report"),
                row.getString("reason"));
        return new KeptReport(dead, Times.read(row, "received_at"), Times.read(row, "last_at"), row.getLong("times"));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
