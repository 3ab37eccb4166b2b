package io.lineside.gateway.store;

import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** SQL of the attempts to send jobs. */
final class DispatchTable {

    private static final String INSERT = "insert into dispatch"
            + " (job_id, attempt, state, line, payload_sha256, opened_at, memory) values (?, ?, 'Intent', ?, ?, ?, ?)";
    private static final String MEMORY = "select memory from dispatch where job_id = ? and attempt = ?";
    private static final String SETTLE = "update dispatch set state = case when state = 'Intent' then ? else ? end,"
            + " changed_at = ? where job_id = ? and state in ('Intent', 'Unknown')";

    private DispatchTable() {}

    /** Keeps the intent to send; from here on only evidence says what became of the attempt. */
    static void intend(Tx tx, TrackedJob job, String payloadSha256, Optional<MemoryId> memory) throws SQLException {
        tx.sql()
                .update(
                        INSERT,
                        job.id().value(),
                        job.attempt(),
                        job.line().value(),
                        payloadSha256,
                        tx.now().toEpochMilli(),
                        memory.map(MemoryId::value).orElse(null));
    }

    static SendRecord recordOf(Session sql, TrackedJob job) throws SQLException {
        return sql.one(
                        MEMORY,
                        row -> new SendRecord(
                                Optional.ofNullable(row.getString(1)).map(MemoryId::new)),
                        job.id().value(),
                        job.attempt())
                .orElseGet(() -> new SendRecord(Optional.empty()));
    }

    /** Follows a job to another phase with its open attempt, if it has one. */
    static void follow(Session sql, TrackedJob job, JobPhase from, Instant now) throws SQLException {
        if (from == JobPhase.SENDING || from == JobPhase.IN_DOUBT || from == JobPhase.HELD) {
            sql.update(
                    SETTLE,
                    DispatchState.ofIntent(job.phase()).text(),
                    DispatchState.ofUnknown(job.phase()).text(),
                    now.toEpochMilli(),
                    job.id().value());
        }
    }
}
