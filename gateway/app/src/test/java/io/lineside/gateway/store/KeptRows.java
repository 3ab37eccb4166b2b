package io.lineside.gateway.store;

import io.lineside.gateway.store.Replay.Progress;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows that change, as the store keeps them, to compare with what the ledger says. */
final class KeptRows {

    private KeptRows() {}

    static List<LedgerEvent> ledger(Session session) throws SQLException {
        return session.list("select * from ledger_event order by position", LedgerTable::read);
    }

    static Map<JobOrderId, TrackedJob> jobs(Session session) throws SQLException {
        var rows = new TreeMap<JobOrderId, TrackedJob>();
        session.list("select " + JobTable.COLUMNS + " from job", JobTable::read)
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** Jobs whose rows say another stage than follows from them, by order. */
    private static Map<String, Map<JobOrderId, String>> misplaced(Session session) throws SQLException {
        var rows = new TreeMap<String, Map<JobOrderId, String>>();
        session.list("select " + JobTable.COLUMNS + ", stage, open from job", row -> {
            var job = JobTable.read(row);
            var stage = Stage.of(job);
            String kept = row.getString("stage") + " " + row.getInt("open");
            if (!kept.equals(stage.text() + " " + (stage.isOpen() ? 1 : 0))) {
                rows.computeIfAbsent(job.request().value(), order -> new TreeMap<>())
                        .put(job.id(), kept);
            }
            return job;
        });
        return rows;
    }

    static Map<String, String> attempts(Session session) throws SQLException {
        var rows = new TreeMap<String, String>();
        session.list(
                        "select job_id || '#' || attempt, state from dispatch",
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(row -> rows.put(row.get(0), row.get(1)));
        return rows;
    }

    static Map<String, RequestState> endings(Map<String, Progress> progress) {
        var ended = new TreeMap<String, RequestState>();
        progress.forEach((order, reached) -> {
            if (reached.state().isFinal()) {
                ended.put(order, reached.state());
            }
        });
        return ended;
    }

    static Map<String, Progress> progress(Session session) throws SQLException {
        var rows = new TreeMap<String, Progress>();
        for (var id : session.list("select id from work_request", row -> row.getString(1))) {
            var head = RequestTable.head(session, new WorkRequestId(id));
            rows.put(
                    id,
                    new Progress(
                            head.state(), head.seq(), head.changedAt(), head.finished(), new TreeMap<>(head.phases())));
        }
        return rows;
    }

    /** Every tenant that a row reachable from an order names, by order. Jobs and items name none: they have the order's. */
    static Map<String, Set<String>> tenants(Session session) throws SQLException {
        var tenants = new TreeMap<String, Set<String>>();
        session.list(
                        "select id, tenant from work_request"
                                + " union select request_id, tenant from idempotency_key"
                                + " union select request_id, json_extract(data, '$.tenant') from ledger_event"
                                + " where json_extract(data, '$.tenant') is not null",
                        row -> List.of(row.getString(1), row.getString(2)))
                .forEach(row -> tenants.computeIfAbsent(row.get(0), order -> new TreeSet<>())
                        .add(row.get(1)));
        return tenants;
    }

    /** Replays the ledger order by order into nothing, and says where that differs from the rows, by order. */
    static Map<String, String> differencesFromLedger(Session session) throws SQLException {
        var replays = new TreeMap<String, Replay>();
        for (var event : ledger(session)) {
            replays.computeIfAbsent(event.request().value(), order -> new Replay())
                    .apply(event);
        }
        var jobs = new TreeMap<String, Map<JobOrderId, TrackedJob>>();
        var orders = new TreeMap<JobOrderId, String>();
        jobs(session).forEach((id, job) -> {
            orders.put(id, job.request().value());
            jobs.computeIfAbsent(job.request().value(), order -> new TreeMap<>())
                    .put(id, job);
        });
        var attempts = new TreeMap<String, Map<String, String>>();
        attempts(session).forEach((attempt, state) -> {
            var job = new JobOrderId(attempt.substring(0, attempt.lastIndexOf('#')));
            attempts.computeIfAbsent(orders.getOrDefault(job, ""), order -> new TreeMap<>())
                    .put(attempt, state);
        });
        var misplaced = misplaced(session);
        var progress = progress(session);
        var differences = new TreeMap<String, String>();
        progress.forEach((order, reached) -> {
            var replay = replays.getOrDefault(order, new Replay());
            var difference = difference("jobs", replay.jobs(), jobs.getOrDefault(order, Map.of()))
                    + difference("misplaced jobs", Map.of(), misplaced.getOrDefault(order, Map.of()))
                    + difference("attempts", replay.attempts(), attempts.getOrDefault(order, Map.of()))
                    + difference("progress", replay.progress(), Map.of(order, reached))
                    + difference("endings", replay.endings(), endings(Map.of(order, reached)));
            if (!difference.isEmpty()) {
                differences.put(order, difference);
            }
        });
        return differences;
    }

    private static String difference(String what, Map<?, ?> fromLedger, Map<?, ?> kept) {
        return fromLedger.equals(kept)
                ? ""
                : what + ": the ledger says " + fromLedger + ", the rows say " + kept + "; ";
    }
}
