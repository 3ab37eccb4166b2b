package io.lineside.gateway.store;

import io.lineside.gateway.store.LateWrites.Appended;
import io.lineside.model.JobOrderId;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL of the ledger: appended to and read, never changed. */
final class LedgerTable {

    static final String NAME = "ledger_event";
    private static final Appended EVENTS =
            new Appended(NAME, List.of("request_id", "seq", "position", "recorded_at", "type", "job_id", "data"));
    private static final String LAST_POSITION = "select max(p) from (select max(position) as p from ledger_event"
            + " union all select max(position_floor) from restore_log) as positions";
    private static final String AT = "select * from ledger_event where position = ?";
    private static final String OF_REQUEST = "select e.* from ledger_event e"
            + " join work_request r on r.id = e.request_id"
            + " where r.tenant = ? and e.request_id = ? and e.seq > ? order by e.seq limit ?";

    private LedgerTable() {}

    static long lastPosition(Session sql) throws SQLException {
        return sql.number(LAST_POSITION);
    }

    /** Whether this very event was kept. */
    static boolean has(Session sql, LedgerEvent event) throws SQLException {
        return sql.one(AT, LedgerTable::read, event.position())
                .filter(kept -> kept.request().equals(event.request())
                        && kept.seq() == event.seq()
                        && kept.type() == event.type()
                        && kept.at().equals(event.at()))
                .isPresent();
    }

    static void insert(Session sql, LedgerEvent event) throws SQLException {
        sql.append(
                EVENTS,
                event.request().value(),
                event.seq(),
                event.position(),
                event.at().toEpochMilli(),
                event.type().text(),
                event.job().map(JobOrderId::value).orElse(null),
                event.data());
    }

    static List<LedgerEvent> of(Session sql, TenantId tenant, WorkRequestId id, long afterSeq, int limit)
            throws SQLException {
        return sql.list(OF_REQUEST, LedgerTable::read, tenant.value(), id.value(), afterSeq, limit);
    }

    static LedgerEvent read(ResultSet row) throws SQLException {
        return new LedgerEvent(
                row.getLong("position"),
                new WorkRequestId(row.getString("request_id")),
                row.getLong("seq"),
                Times.read(row, "recorded_at"),
                EventType.ofText(row.getString("type")),
                Optional.ofNullable(row.getString("job_id")).map(JobOrderId::new),
                row.getString("data"));
    }
}
