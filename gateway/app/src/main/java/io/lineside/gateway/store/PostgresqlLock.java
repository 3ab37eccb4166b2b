package io.lineside.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Keeps a second gateway out of a database: a lock that the connection which writes holds for as long as it lives. Whoever
 * gets it knows that the connection that had it before is over, and with it whatever that one was still about to commit.
 */
final class PostgresqlLock {

    // "LINE", so that it is not taken for another program's.
    private static final int CLASS = 0x4c494e45;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String TAKE = "select pg_advisory_lock(?, ?)";
    private static final String HOLDER = "select a.pid, coalesce(a.application_name, ''),"
            + " coalesce(host(a.client_addr), 'this machine'), date_trunc('second', a.backend_start)"
            + " from pg_locks l join pg_stat_activity a on a.pid = l.pid"
            + " join pg_database d on d.oid = l.database and d.datname = current_database()"
            + " where l.locktype = 'advisory' and l.granted and l.classid = ? and l.objid = ? and l.objsubid = 2";
    private static final String END = "select pg_terminate_backend(?)";

    private record Holder(int backend, String application, String from, String since) {}

    private PostgresqlLock() {}

    /**
     * Takes the lock, waiting for it as long as the connection's {@code lock_timeout} says.
     *
     * @param schema what the store's tables are in: each may hold a store of its own
     * @param own the name under which this process connects, and no other
     * @throws NotOursException when another gateway has the lock
     */
    static void take(Connection connection, String schema, String own) throws SQLException {
        int key = schema.hashCode();
        try (var take = connection.prepareStatement(TAKE)) {
            take.setInt(1, CLASS);
            take.setInt(2, key);
            take.execute();
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            throw taken(connection, holder(connection, key), own);
        }
    }

    private static SQLException taken(Connection connection, Optional<Holder> found, String own) throws SQLException {
        if (found.isEmpty()) {
            return away("the lock of its gateway was let go just now");
        }
        var holder = found.get();
        if (holder.application().equals(own)) {
            // The server has not noticed yet that this process left that connection.
            try (var end = connection.prepareStatement(END)) {
                end.setInt(1, holder.backend());
                end.execute();
            }
            return away("an earlier connection of this gateway is not over yet");
        }
        var name = holder.application().isEmpty() ? "another gateway" : "'" + holder.application() + "'";
        return new NotOursException("is in use by " + name + " from " + holder.from() + " (backend " + holder.backend()
                + ", connected since " + holder.since() + "); stop that gateway first, or give this one a database or"
                + " schema of its own");
    }

    private static SQLException away(String why) {
        return new SQLException(why, PostgresqlErrors.CAN_NOT_CONNECT);
    }

    private static Optional<Holder> holder(Connection connection, int key) throws SQLException {
        try (var query = connection.prepareStatement(HOLDER)) {
            query.setLong(1, CLASS);
            query.setLong(2, Integer.toUnsignedLong(key));
            try (var row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Holder(
                                row.getInt(1),
                                String.valueOf(row.getString(2)),
                                String.valueOf(row.getString(3)),
                                String.valueOf(row.getString(4))))
                        : Optional.empty();
            }
        }
    }
}
