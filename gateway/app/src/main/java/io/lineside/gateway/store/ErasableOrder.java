package io.lineside.gateway.store;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** An order that is over and has something personal in it. */
public record ErasableOrder(TenantId tenant, WorkRequestId id) {
    private static final String LIST = "select r.tenant, r.id from work_request r"
            + " join work_progress p on p.request_id = r.id"
            + " where r.personal = 1 and r.erased_at is null and r.accepted_at < ? and p.changed_at < ?"
            + " and p.state in ('Completed', 'PartiallyCompleted', 'Cancelled', 'Failed')"
            + " order by r.accepted_at limit ?";

    static List<ErasableOrder> list(Session sql, Instant endedBefore, int max) throws SQLException {
        return sql.list(
                LIST,
                row -> new ErasableOrder(new TenantId(row.getString(1)), new WorkRequestId(row.getString(2))),
                endedBefore.toEpochMilli(),
                endedBefore.toEpochMilli(),
                max);
    }
}
