package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** SQL of the feeds: the ledger by position. One transaction writes at a time, so positions rise as commits do. */
final class FeedQueries {
    // The ledger comes first, whatever the planner thinks: it is read from a position on and left after a page.
    private static final String OF_TENANT = "select e.*, r.external_id from ledger_event e cross join work_request r"
            + " where r.id = e.request_id and e.position > ? and r.tenant = ? order by e.position limit ?";
    private static final String OF_ORDER = "select e.*, r.external_id from ledger_event e"
            + " join work_request r on r.id = e.request_id"
            + " where e.position > ? and r.tenant = ? and e.request_id = ? order by e.seq limit ?";
    private static final String RESTORED =
            "select max(restored_at) as restored_at from restore_log where position_floor > ? and position_floor <= ?";

    private FeedQueries() {}

    static FeedPage ofTenant(Session sql, TenantId tenant, long after, int limit) throws SQLException {
        return page(sql, after, limit, sql.list(OF_TENANT, FeedQueries::read, after, tenant.value(), limit + 1));
    }

    static FeedPage ofOrder(Session sql, TenantId tenant, WorkRequestId id, long after, int limit) throws SQLException {
        return page(
                sql, after, limit, sql.list(OF_ORDER, FeedQueries::read, after, tenant.value(), id.value(), limit + 1));
    }

    private static FeedPage page(Session sql, long after, int limit, List<FeedEvent> found) throws SQLException {
        boolean more = found.size() > limit;
        List<FeedEvent> events = more ? found.subList(0, limit) : found;
        long last = LedgerTable.lastPosition(sql);
        long reached = more ? events.get(limit - 1).position() : Math.max(after, last);
        var restored = sql.one(RESTORED, row -> Times.readOptional(row, 1), after, reached)
                .flatMap(time -> time);
        return new FeedPage(events, reached, more, last, restored);
    }

    private static FeedEvent read(ResultSet row) throws SQLException {
        return new FeedEvent(LedgerTable.read(row), Optional.ofNullable(row.getString("external_id")));
    }
}
