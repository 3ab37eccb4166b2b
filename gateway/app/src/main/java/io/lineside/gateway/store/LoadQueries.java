package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SQL of how busy the lines are. The conditions repeat those of the partial indexes word for word. */
final class LoadQueries {
    /** Reads its index only, however much waits. */
    static final String QUEUED = "select line, sum(work_ms) from job where open = 1 group by line";

    private static final String LAST =
            "select set_up_for from job where line = ? and open = 1 order by plan_position desc limit 1";
    /** The few jobs that are at their lines, whose counts no index holds. */
    private static final String MADE =
            "select line, sum((good + scrap) * each_ms) from job where stage in ('AtLine', 'Uncertain')"
                    + " group by line";

    private LoadQueries() {}

    /** Lines that have something to do, or of which anything is known; in the order of their names. */
    static List<LineLoad> all(Session sql) throws SQLException {
        Map<EquipmentId, Measured> measured = new HashMap<>();
        PaceTable.all(sql).forEach(row -> measured.computeIfAbsent(row.line(), line -> new Measured())
                .add(row));
        Map<String, Long> made = new HashMap<>();
        sql.list(MADE, row -> made.put(row.getString(1), row.getLong(2)));
        Map<EquipmentId, LineLoad> loads = new TreeMap<>();
        measured.forEach(
                (line, paces) -> loads.put(line, new LineLoad(line, Duration.ZERO, paces.setUpFor, paces.paces())));
        for (var queued : sql.list(QUEUED, row -> Map.entry(row.getString(1), row.getLong(2)))) {
            long left = Math.max(0, queued.getValue() - made.getOrDefault(queued.getKey(), 0L));
            var line = new EquipmentId(queued.getKey());
            loads.put(
                    line,
                    new LineLoad(
                            line,
                            Duration.ofMillis(left),
                            sql.one(LAST, row -> row.getString(1), queued.getKey())
                                    .orElse(""),
                            measured.getOrDefault(line, new Measured()).paces()));
        }
        return List.copyOf(loads.values());
    }

    /** What was measured of one line. Confined to one query. */
    private static final class Measured {
        private final List<LinePaces.Pace> paces = new ArrayList<>();
        private long made;
        private long planned;
        private String setUpFor = "";

        void add(PaceTable.Row row) {
            if (PaceTable.isEnough(row.pace())) {
                paces.add(row.pace());
            }
            made += row.made().toMillis();
            planned += row.planned().toMillis();
            setUpFor = row.setUpFor();
        }

        LinePaces paces() {
            double factor = planned == 0 ? 1 : Math.max(0.1, Math.min(10, (double) made / planned));
            return new LinePaces(paces, factor);
        }
    }
}
