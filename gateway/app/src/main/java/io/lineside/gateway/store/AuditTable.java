package io.lineside.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** SQL of the audit: appended to and read, never changed. */
final class AuditTable {
    private static final String INSERT = "insert into audit"
            + " (number, at, who, what, subject, detail, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEWEST = "select * from audit where number < ? order by number desc limit ?";

    private AuditTable() {}

    /** Appends an entry; it is kept if everything else of the transaction is. */
    static AuditRow append(Session sql, Instant now, AuditEntry entry) throws SQLException {
        List<AuditRow> last = newest(sql, Long.MAX_VALUE, 1);
        // To the millisecond, as it is read back.
        Instant at = Instant.ofEpochMilli(now.toEpochMilli());
        AuditRow row = last.isEmpty()
                ? AuditRow.after(0, AuditRow.BEGINNING, at, entry)
                : AuditRow.after(last.get(0).number(), last.get(0).hash(), at, entry);
        sql.insert(
                INSERT,
                row.number(),
                row.at().toEpochMilli(),
                entry.who(),
                entry.what(),
                entry.subject(),
                entry.detail(),
                row.previousHash(),
                row.hash());
        return row;
    }

    static List<AuditRow> newest(Session sql, long before, int limit) throws SQLException {
        return sql.list(NEWEST, AuditTable::read, before, limit);
    }

    private static AuditRow read(ResultSet row) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                Times.read(row, "at"),
                new AuditEntry(
                        row.getString("who"), row.getString("what"), row.getString("subject"), row.getString("detail")),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
