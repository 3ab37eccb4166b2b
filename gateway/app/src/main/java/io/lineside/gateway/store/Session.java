package io.lineside.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

    private final Connection connection;
    private final String begin;
    private final UnaryOperator<@Nullable Object> storable;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** A session on a connection in the driver's autocommit mode, whose transactions start with this statement. */
    Session(Connection connection, String begin) {
        this(connection, begin, value -> value);
    }

    /** The same for a database that can not keep every value: {@code storable} makes one that it can. */
    Session(Connection connection, String begin, UnaryOperator<@Nullable Object> storable) {
        this.connection = connection;
        this.begin = begin;
        this.storable = storable;
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
        update("rollback");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, storable.apply(arguments[i]));
        }
        return statement;
    }
}
