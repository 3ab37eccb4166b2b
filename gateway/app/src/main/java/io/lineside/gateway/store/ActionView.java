package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * An order with what decides about its actions.
 *
 * @param followers jobs that wait or waited for another one
 * @param doubtful jobs that a line may have made since the backup that the store was put back from
 */
public record ActionView(RequestView request, Set<JobOrderId> followers, Set<JobOrderId> doubtful) {
    private static final String FOLLOWERS =
            "select distinct p.job_id from job_predecessor p" + " join job j on j.id = p.job_id where j.request_id = ?";

    /** Copies the sets. */
    public ActionView {
        followers = Set.copyOf(followers);
        doubtful = Set.copyOf(doubtful);
    }

    static Optional<ActionView> find(Session sql, TenantId tenant, WorkRequestId id) throws SQLException {
        var request = RequestQueries.byId(sql, tenant, id);
        if (request.isEmpty()) {
            return Optional.empty();
        }
        var followers = sql.list(FOLLOWERS, row -> new JobOrderId(row.getString(1)), id.value());
        return Optional.of(new ActionView(request.get(), Set.copyOf(followers), RestoredTable.marked(sql, id)));
    }
}
