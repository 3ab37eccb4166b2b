package io.lineside.gateway.store;

import io.lineside.gateway.PostgresqlCluster;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the store of a gateway that was killed, as the next one would find it. */
public final class LedgerAudit {
    /** What must hold: each query answers a row for every order or job that breaks it. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put(
                "the ledger of the order has gaps",
                """
                select request_id from ledger_event group by request_id
                having min(seq) <> 1 or max(seq) <> count(*)""");
        RULES.put(
                "the order's last event is not the one it counts",
                """
                select p.request_id from work_progress p
                where p.last_seq <> (select max(e.seq) from ledger_event e where e.request_id = p.request_id)""");
        RULES.put(
                "the order has no events",
                """
                select r.id from work_request r
                where not exists (select 1 from ledger_event e where e.request_id = r.id)""");
        RULES.put(
                "a row of the order is another tenant's",
                """
                select r.id from work_request r join idempotency_key k on k.request_id = r.id
                where k.tenant <> r.tenant""");
        RULES.put(
                "the job is not looked for where its phase says",
                """
                select id from job
                where open <> case when phase in ('Ended', 'Aborted', 'Cancelled', 'Failed') then 0 else 1 end
                or stage <> case
                    when phase = 'Queued' and waits_for = 0 then 'Ready'
                    when phase = 'Queued' then 'Waits'
                    when phase in ('InDoubt', 'Cancelling') then 'Uncertain'
                    when phase in ('Held', 'Quarantined') then 'KeptBack'
                    when phase in ('Cancelled', 'Failed') or cleared = 1 then 'Over'
                    when phase in ('Ended', 'Aborted') then 'ToClear'
                    else 'AtLine' end""");
        RULES.put("the job made more than it was told to", "select id from job where good > quantity");
        RULES.put(
                "two dispatches of the job are open",
                """
                select job_id from dispatch where state in ('Intent', 'Unknown')
                group by job_id having count(*) > 1""");
    }

    private LedgerAudit() {}

    /** The same of a database. */
    public static List<String> faults(PostgresqlCluster cluster, String database) {
        try (var connection = cluster.connect(database);
                var statement = connection.createStatement()) {
            return broken(statement);
        } catch (SQLException e) {
            throw new StoreException("can not audit " + database, e);
        }
    }

    private static List<String> broken(Statement statement) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (var rule : RULES.entrySet()) {
            try (ResultSet rows = statement.executeQuery(rule.getValue())) {
                while (rows.next()) {
                    faults.add(rows.getString(1) + ": " + rule.getKey());
                }
            }
        }
        return faults;
    }

    /** Everything that is not as it must be; empty when all is well. */
    public static List<String> faults(Path store) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                var statement = connection.createStatement()) {
            List<String> faults = broken(statement);
            try (ResultSet check = statement.executeQuery("pragma integrity_check")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    faults.add("the store is damaged: " + check.getString(1));
                }
            }
            return faults;
        } catch (SQLException e) {
            throw new StoreException("can not audit " + store, e);
        }
    }
}
