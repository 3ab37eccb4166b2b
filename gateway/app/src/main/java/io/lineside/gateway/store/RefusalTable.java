package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** SQL of the lines that refused a job for good. */
final class RefusalTable {

    private static final String INSERT =
            "insert into job_refusal (job_id, line, reason, refused_at) values (?, ?, ?, ?) on conflict (job_id, line)"
                    + " do update set reason = excluded.reason, refused_at = excluded.refused_at";
    private static final String FORGET = "delete from job_refusal where job_id = ?";
    private static final String OF_JOB =
            "select line, reason from job_refusal where job_id = ? order by refused_at, line";

    private RefusalTable() {}

    /** Keeps a refusal that sends the job elsewhere; a person's decision gives every line another chance. */
    static void follow(Tx tx, TrackedJob before, JobChange change) throws SQLException {
        if (change.event() == EventType.JOB_REROUTED) {
            tx.sql()
                    .update(
                            INSERT,
                            before.id().value(),
                            before.line().value(),
                            change.reason(),
                            tx.now().toEpochMilli());
        } else if (change.event() == EventType.JOB_DECIDED) {
            tx.sql().update(FORGET, before.id().value());
        }
    }

    static Map<EquipmentId, String> of(Session sql, JobOrderId job) throws SQLException {
        var refusals = new LinkedHashMap<EquipmentId, String>();
        for (var refusal :
                sql.list(OF_JOB, row -> Map.entry(new EquipmentId(row.getString(1)), row.getString(2)), job.value())) {
            refusals.put(refusal.getKey(), refusal.getValue());
        }
        return refusals;
    }
}
