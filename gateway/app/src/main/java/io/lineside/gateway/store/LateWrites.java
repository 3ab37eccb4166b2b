package io.lineside.gateway.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What of a transaction nobody has to see before it ends: rows that are only added, which then share a statement, and rows
 * that are written over, of which then only the last writing is done. Confined to its session.
 */
final class LateWrites {
    /** More in one statement do not cost less each. */
    private static final int MOST_ROWS = 8;

    private final Map<Appended, List<@Nullable Object[]>> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Write>> writings = new LinkedHashMap<>();

    /** Does a statement. */
    @FunctionalInterface
    interface Doer {
        void execute(String sql, @Nullable Object... arguments) throws SQLException;
    }

    private record Write(String sql, List<@Nullable Object> arguments) {}

    /** A table that rows are only added to. */
    static final class Appended {
        private final String table;
        private final int columns;
        private final List<String> inserts;

        Appended(String table, List<String> columns) {
            this.table = table;
            this.columns = columns.size();
            var row = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
            var into = "insert into " + table + " (" + String.join(", ", columns) + ") values ";
            this.inserts = IntStream.rangeClosed(1, MOST_ROWS)
                    .mapToObj(count -> into + String.join(", ", Collections.nCopies(count, row)))
                    .toList();
        }

        /** The statement that adds so many rows. */
        String insert(int count) {
            return inserts.get(count - 1);
        }
    }

    void append(Appended table, @Nullable Object... row) {
        rows.computeIfAbsent(table, none -> new ArrayList<>()).add(row);
    }

    /** The first statement for a row is done with the last arguments. */
    void write(String table, String key, String sql, @Nullable Object... arguments) {
        writings.computeIfAbsent(table, none -> new LinkedHashMap<>())
                .merge(
                        key,
                        new Write(sql, Arrays.asList(arguments)),
                        (first, last) -> new Write(first.sql(), last.arguments()));
    }

    boolean isEmpty() {
        return rows.isEmpty() && writings.isEmpty();
    }

    /** Whether anything waits to be written to one of these tables. */
    boolean isAbout(Set<String> tables) {
        return rows.keySet().stream().anyMatch(table -> tables.contains(table.table))
                || writings.keySet().stream().anyMatch(tables::contains);
    }

    /** Writes all of it, in the order in which it was first written to each table. */
    void writeAll(Doer session) throws SQLException {
        var added = new LinkedHashMap<>(rows);
        var written = List.copyOf(writings.values());
        forget();
        for (var table : added.entrySet()) {
            add(session, table.getKey(), table.getValue());
        }
        for (var table : written) {
            for (var write : table.values()) {
                session.execute(write.sql(), write.arguments().toArray());
            }
        }
    }

    private static void add(Doer session, Appended table, List<@Nullable Object[]> rows) throws SQLException {
        for (int done = 0; done < rows.size(); ) {
            int count = Math.min(MOST_ROWS, Integer.highestOneBit(rows.size() - done));
            var values = new @Nullable Object[count * table.columns];
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows.get(done + i), 0, values, i * table.columns, table.columns);
            }
            session.execute(table.insert(count), values);
            done += count;
        }
    }

    void forget() {
        rows.clear();
        writings.clear();
    }
}
