package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SQL of the attempts to send jobs. */
final class DispatchTable {

    private static final String INSERT = "insert into dispatch"
            + " (job_id, attempt, state, line, payload_sha256, opened_at, memory) values (?, ?, 'Intent', ?, ?, ?, ?)";
    private static final String LAST = "select state, memory from dispatch where job_id = ? and attempt = ?";
    private static final String SILENT = "select count(*) from dispatch where job_id = ? and attempt < ? and line = ?"
            + " and state in ('Unknown', 'ResolvedAbsent')";
    private static final String CUT_SHORT = "select count(*) from dispatch where job_id = ? and cut_short = 1"
            + " and attempt > coalesce((select max(attempt) from dispatch where job_id = ? and cut_short = 0"
            + " and state <> 'Intent'), 0)";
    private static final String SET_CUT_SHORT = "update dispatch set cut_short = ? where job_id = ? and attempt = ?";
    private static final String TAKEN =
            "select count(*) from (select 1 from dispatch where line = ? and state in ('Acked', 'ResolvedPresent') limit 1) as one";
    private static final String ORDERED = "select j.capable, i.spec_digest from job j"
            + " join work_item i on i.request_id = j.request_id and i.item = j.item where j.id = ?";
    private static final String SETTLE = "update dispatch set state = case when state = 'Intent' then ? else ? end,"
            + " changed_at = ? where job_id = ? and state in ('Intent', 'Unknown')";

    private static final Set<JobPhase> MAY_BE_OPEN =
            EnumSet.of(JobPhase.SENDING, JobPhase.IN_DOUBT, JobPhase.CANCELLING, JobPhase.HELD);

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

    /** Reads all sendings when the line has taken none: only for lines that look new. */
    static boolean hasTakenAny(Session sql, EquipmentId line) throws SQLException {
        return sql.number(TAKEN, line.value()) > 0;
    }

    private record Last(DispatchState state, Optional<MemoryId> memory) {}

    private record Ordered(List<EquipmentId> capable, String specDigest) {}

    static SendRecord recordOf(Session sql, TrackedJob job) throws SQLException {
        var id = job.id().value();
        var last = sql.one(LAST, DispatchTable::readLast, id, job.attempt());
        var ordered = sql.one(ORDERED, DispatchTable::readOrdered, id).orElseThrow();
        return new SendRecord(
                last.flatMap(Last::memory),
                standing(sql, job, last),
                sql.number(SILENT, id, job.attempt(), job.line().value()) > 0,
                ordered.capable(),
                RefusalTable.of(sql, job.id()),
                (int) sql.number(CUT_SHORT, id, id),
                ordered.specDigest());
    }

    private static SendRecord.Standing standing(Session sql, TrackedJob job, Optional<Last> last) throws SQLException {
        var known = last.map(sending -> sending.state().standing()).orElse(SendRecord.Standing.NOT_THERE);
        // What happened after the backup was made is not known here.
        return known == SendRecord.Standing.NOT_THERE && RestoredTable.isMarked(sql, job.id())
                ? SendRecord.Standing.MAY_BE_THERE
                : known;
    }

    private static Last readLast(ResultSet row) throws SQLException {
        return new Last(
                DispatchState.ofText(row.getString(1)),
                Optional.ofNullable(row.getString(2)).map(MemoryId::new));
    }

    private static Ordered readOrdered(ResultSet row) throws SQLException {
        var capable = Arrays.stream(row.getString(1).split(" ", -1))
                .filter(line -> !line.isEmpty())
                .map(EquipmentId::new)
                .toList();
        return new Ordered(capable, row.getString(2));
    }

    /** What a person has to decide about may be known to be at the line, or not to be there. */
    private static JobPhase settled(TrackedJob job, JobChange change) {
        if (change.isKnownAtLine()) {
            return JobPhase.STORED;
        }
        return change.isRefusal() ? JobPhase.QUEUED : job.phase();
    }

    /** Follows a job to another phase with its open attempt, if it has one. */
    static void follow(Tx tx, TrackedJob job, JobPhase from, JobChange change) throws SQLException {
        if (MAY_BE_OPEN.contains(from)) {
            JobPhase to = settled(job, change);
            tx.sql()
                    .update(
                            SETTLE,
                            DispatchState.ofIntent(to).text(),
                            DispatchState.ofUnknown(to).text(),
                            tx.now().toEpochMilli(),
                            job.id().value());
            cutShort(tx, job, change);
        }
    }

    /** Kept for each sending; a person who lets a quarantined job go on has it counted anew. */
    private static void cutShort(Tx tx, TrackedJob job, JobChange change) throws SQLException {
        if (change.isCutShort() || job.phase() == JobPhase.QUARANTINED) {
            tx.sql().update(SET_CUT_SHORT, change.isCutShort() ? 1 : 0, job.id().value(), job.attempt());
        }
    }
}
