package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SQL of how busy the lines are. The conditions repeat those of the partial indexes word for word. */
final class LoadQueries {
    private static final String NOT_OVER = "phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed')";
    /** Reads its index only, however much waits. */
    static final String QUEUED = "select line, sum(work_ms) from job where " + NOT_OVER + " group by line";

    private static final String LAST =
            "select set_up_for from job where line = ? and " + NOT_OVER + " order by plan_position desc limit 1";
    /** The few jobs that are at their lines, whose counts no index holds. */
    private static final String MADE = "select line, sum((good + scrap) * each_ms) from job where phase in ('Sending',"
            + " 'InDoubt', 'Stored', 'Started', 'Cancelling', 'Running', 'Interrupted') group by line";

    private LoadQueries() {}

    static List<LineLoad> all(Session sql) throws SQLException {
        Map<String, Long> made = new HashMap<>();
        sql.list(MADE, row -> made.put(row.getString(1), row.getLong(2)));
        var loads = new ArrayList<LineLoad>();
        for (var queued : sql.list(QUEUED, row -> Map.entry(row.getString(1), row.getLong(2)))) {
            long left = Math.max(0, queued.getValue() - made.getOrDefault(queued.getKey(), 0L));
            loads.add(new LineLoad(
                    new EquipmentId(queued.getKey()),
                    Duration.ofMillis(left),
                    sql.one(LAST, row -> row.getString(1), queued.getKey()).orElse("")));
        }
        return loads;
    }
}
