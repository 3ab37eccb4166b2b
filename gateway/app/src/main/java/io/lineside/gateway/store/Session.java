package io.lineside.gateway.store;

import io.lineside.gateway.store.LateWrites.Appended;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection and the statements prepared on it, each once. Between transactions it holds no lock. Confined to one
 * thread at a time.
 */
final class Session implements AutoCloseable {

    /** Makes a value of the row the cursor is on. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What may be written late. */
    private static final Set<String> LATE = Set.of(LedgerTable.NAME, RequestTable.PROGRESS);

    private final Connection connection;
    private final String begin;
    private final UnaryOperator<@Nullable Object> storable;
    private final boolean far;
    private final Set<PreparedStatement> waiting = new LinkedHashSet<>();
    private final LateWrites late = new LateWrites();
    private final Map<String, Known> statements = new HashMap<>();

    /** A prepared statement, and the tables of which it sees whether what is written late is there. */
    private record Known(PreparedStatement statement, Set<String> sees) {}

    /** A session on a connection in the driver's autocommit mode, whose transactions start with this statement. */
    Session(Connection connection, String begin) {
        this(connection, begin, value -> value, false);
    }

    private Session(Connection connection, String begin, UnaryOperator<@Nullable Object> storable, boolean far) {
        this.connection = connection;
        this.begin = begin;
        this.storable = storable;
        this.far = far;
    }

    /**
     * The same for a database over a network, where every statement is a journey, so that inserts travel together; and
     * which can not keep every value: {@code storable} makes one that it can.
     */
    static Session far(Connection connection, String begin, UnaryOperator<@Nullable Object> storable) {
        return new Session(connection, begin, storable, true);
    }

    /**
     * Adds a row, at the latest before the next other statement or {@link #flush}. Rows of the statement that was first
     * inserted with come first: what a row refers to must have been inserted with an earlier one.
     */
    void insert(String sql, @Nullable Object... arguments) throws SQLException {
        if (!far) {
            update(sql, arguments);
            return;
        }
        var statement = bound(sql, arguments);
        statement.addBatch();
        waiting.add(statement);
    }

    /** Adds the rows that wait; fails with what was wrong with any of them. */
    void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            var statements = List.copyOf(waiting);
            waiting.clear();
            for (var statement : statements) {
                statement.executeBatch();
            }
        }
    }

    /** Adds a row to a table, at the latest before a statement that would see it, or {@link #settle}. */
    void append(Appended table, @Nullable Object... row) throws SQLException {
        if (far) {
            insert(table.insert(1), row);
        } else {
            late.append(table, row);
        }
    }

    /**
     * Writes all of a row, at the latest before a statement that would see it, or {@link #settle}; of several statements for
     * the row the first is done, with the arguments of the last.
     */
    void write(String table, String key, String sql, @Nullable Object... arguments) {
        late.write(table, key, sql, arguments);
    }

    /** Does what waits for a statement that would see it; fails with what was wrong with any of it. */
    void settle() throws SQLException {
        flush();
        if (!late.isEmpty()) {
            late.writeAll(this::now);
            flush();
        }
    }

    private void now(String sql, @Nullable Object... arguments) throws SQLException {
        if (far) {
            insert(sql, arguments);
        } else {
            bound(sql, arguments).executeUpdate();
        }
    }

    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return prepared(sql, arguments).executeUpdate();
    }

    <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (var rows = prepared(sql, arguments).executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        try (var rows = prepared(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    long number(String sql, @Nullable Object... arguments) throws SQLException {
        return one(sql, row -> row.getLong(1), arguments).orElse(0L);
    }

    // Not the driver's own commit and rollback: they begin the next transaction at once, which keeps the lock while
    // nothing is to be done and reports a begin that fails as if the commit had failed.
    void begin() throws SQLException {
        update(begin);
    }

    void commit() throws SQLException {
        update("commit");
    }

    void rollback() throws SQLException {
        for (var statement : waiting) {
            statement.clearBatch();
        }
        waiting.clear();
        late.forget();
        update("rollback");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments) throws SQLException {
        flush();
        if (!late.isEmpty() && late.isAbout(known(sql).sees())) {
            settle();
        }
        return bound(sql, arguments);
    }

    private Known known(String sql) throws SQLException {
        var known = statements.get(sql);
        if (known == null) {
            known = new Known(connection.prepareStatement(sql), sees(sql));
            statements.put(sql, known);
        }
        return known;
    }

    private static Set<String> sees(String sql) {
        boolean ofRows = sql.startsWith("select ") || sql.startsWith("insert ") || sql.startsWith("update ");
        return LATE.stream().filter(table -> !ofRows || sql.contains(table)).collect(Collectors.toSet());
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = known(sql).statement();
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, storable.apply(arguments[i]));
        }
        return statement;
    }
}
