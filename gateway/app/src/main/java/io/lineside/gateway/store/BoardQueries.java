package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.RequestState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** SQL of what is shown of the whole plant, whoever ordered it. Each condition repeats that of the index it lives on. */
final class BoardQueries {
    private static final int JOBS_OF_A_LINE = 3;
    static final String READY = "select line, count(*) from job where stage = 'Ready' group by line";
    // Reads on in the order of planning, by the index of what is open, until one is ready. That the stage is part of an
    // expression keeps the planner from the index of what is ready, which it would have to read wholly.
    private static final String OLDEST_READY =
            "select since from job where line = ? and open = 1 and stage || '' = 'Ready' order by plan_position limit 1";
    static final String WAITING = "select line, count(*) from job where stage in ('Uncertain', 'KeptBack')"
            + " and phase <> 'Cancelling' group by line";
    /** Why the job waits that has waited longest at each line. */
    static final String REASONS = "select line, reason from (select line, reason, row_number() over (partition by line"
            + " order by plan_position) as place from job where stage in ('Uncertain', 'KeptBack')"
            + " and phase <> 'Cancelling') as waiting where place = 1";

    static final String AT_LINE = "select " + JobTable.COLUMNS + ", since from (select job.*, row_number() over"
            + " (partition by line order by plan_position) as place from job where stage in ('AtLine', 'Uncertain')) as working"
            + " where place <= " + JOBS_OF_A_LINE + " order by line, plan_position";
    private static final String STATES = "select state, count(*) from work_progress where state not in ('Completed',"
            + " 'PartiallyCompleted', 'Cancelled', 'Failed', 'Rejected') group by state";
    private static final String ORDERS = "select r.id, r.position, r.external_id, r.accepted_at, r.quantity,"
            + " r.requested_by, p.state, p.last_seq, p.changed_at, p.finished from work_request r"
            + " join work_progress p on p.request_id = r.id"
            + " where r.position < ?";
    private static final String NEWEST = " order by r.position desc limit ?";

    private BoardQueries() {}

    static Map<EquipmentId, LineWork> lines(Session sql) throws SQLException {
        Map<String, Integer> ready = counts(sql, READY);
        Map<String, Integer> waiting = counts(sql, WAITING);
        Map<String, String> reasons = new HashMap<>();
        sql.list(REASONS, row -> reasons.put(row.getString(1), row.getString(2)));
        Map<String, List<WaitingJob>> atLine = new HashMap<>();
        sql.list(AT_LINE, row -> new WaitingJob(JobTable.read(row), Times.read(row, JobTable.AFTER)))
                .forEach(job -> atLine.computeIfAbsent(job.job().line().value(), line -> new ArrayList<>())
                        .add(job));
        var all = new TreeSet<>(ready.keySet());
        all.addAll(waiting.keySet());
        all.addAll(atLine.keySet());
        Map<EquipmentId, LineWork> lines = new LinkedHashMap<>();
        for (String line : all) {
            lines.put(
                    new EquipmentId(line),
                    new LineWork(
                            ready.getOrDefault(line, 0),
                            waiting.getOrDefault(line, 0),
                            reasons.getOrDefault(line, ""),
                            atLine.getOrDefault(line, List.of())));
        }
        return lines;
    }

    static Map<EquipmentId, Instant> oldestReady(Session sql) throws SQLException {
        Map<EquipmentId, Instant> oldest = new HashMap<>();
        for (String line : counts(sql, READY).keySet()) {
            sql.one(OLDEST_READY, row -> Times.read(row, "since"), line)
                    .ifPresent(since -> oldest.put(new EquipmentId(line), since));
        }
        return oldest;
    }

    /** How many orders are in each state that is not final. */
    static Map<RequestState, Integer> openOrders(Session sql) throws SQLException {
        Map<RequestState, Integer> states = new EnumMap<>(RequestState.class);
        counts(sql, STATES).forEach((state, count) -> states.put(RequestState.ofText(state), count));
        return states;
    }

    /** Orders of all tenants, newest first, by a state and by what their number begins with. */
    static Page orders(Session sql, OrderSearch filter, long beforePosition, int limit) throws SQLException {
        var text = new StringBuilder(ORDERS);
        List<Object> arguments = new ArrayList<>(List.of(beforePosition));
        filter.state().ifPresent(state -> {
            text.append(" and p.state = ?");
            arguments.add(state.text());
        });
        if (!filter.startsWith().isEmpty()) {
            text.append(" and (r.id between ? and ? or r.external_id between ? and ?)");
            for (int i = 0; i < 2; i++) {
                arguments.add(filter.startsWith());
                arguments.add(filter.startsWith() + Character.MAX_VALUE);
            }
        }
        return RequestQueries.page(sql, text + NEWEST, arguments, limit);
    }

    static Optional<RequestView> order(Session sql, WorkRequestId id) throws SQLException {
        Optional<TenantId> tenant = JobQueries.tenant(sql, id);
        return tenant.isEmpty() ? Optional.empty() : RequestQueries.byId(sql, tenant.get(), id);
    }

    private static Map<String, Integer> counts(Session sql, String statement) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        sql.list(statement, row -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
