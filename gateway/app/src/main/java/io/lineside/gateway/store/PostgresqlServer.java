package io.lineside.gateway.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a PostgreSQL server must be like to keep a store's promises, as one connection sees it.
 *
 * @param version as {@code server_version_num}
 * @param provider of the collation: {@code c} for the C library, {@code b} for PostgreSQL's own
 * @param schema in which tables are made; empty where there is none
 */
record PostgresqlServer(
        int version,
        String encoding,
        String collation,
        String provider,
        String fsync,
        String synchronousCommit,
        boolean standby,
        String schema) {

    private static final int OLDEST = 140_000;
    private static final Set<String> BYTE_ORDER = Set.of("C", "POSIX");
    private static final String LOOK = "select current_setting('server_version_num')::int,"
            + " current_setting('server_encoding'), d.datcollate, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),"
            + " current_setting('fsync'), current_setting('synchronous_commit'), pg_is_in_recovery(),"
            + " coalesce(current_schema(), '') from pg_database d where d.datname = current_database()";
    // A gateway's machine that vanished is noticed in half a minute, not in the two hours that TCP takes. What the
    // administrator wants of synchronous_commit stays so for as long as the connection lives.
    private static final String SET_UP = "select set_config(s.name, v.value, false) from (values"
            + " ('synchronous_commit', current_setting('synchronous_commit')), ('lock_timeout', '3s'),"
            + " ('statement_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),"
            + " ('idle_session_timeout', '0'), ('default_transaction_isolation', 'read committed'),"
            + " ('tcp_keepalives_idle', '15'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3'),"
            + " ('tcp_user_timeout', '30000')) as v (name, value) join pg_settings s on s.name = v.name";

    /** Looks at the server, and makes the connection one that writes. */
    static PostgresqlServer of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(SET_UP);
            try (var row = statement.executeQuery(LOOK)) {
                row.next();
                return read(row);
            }
        }
    }

    private static PostgresqlServer read(ResultSet row) throws SQLException {
        return new PostgresqlServer(
                row.getInt(1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                text(row, 6),
                row.getBoolean(7),
                text(row, 8));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return String.valueOf(row.getString(column));
    }

    /** Refuses a server that would not keep what it says it keeps, or a database that is not made for a store. */
    void require() throws SQLException {
        rule(version >= OLDEST, "PostgreSQL must be at least version 14, was " + version / 10_000);
        rule(!standby, "must be a primary that can be written to, was a standby");
        rule("on".equals(fsync), "fsync must be on, was " + fsync + ": what it confirmed would not survive a crash");
        rule(
                !"off".equals(synchronousCommit),
                "synchronous_commit must not be off for this user and database, was off: a commit would be confirmed"
                        + " before it is on disk");
        rule("UTF8".equals(encoding), "the database's encoding must be UTF8, was " + encoding);
        // An upgrade of the operating system may order texts anew, and indexes of ids would be wrong from then on.
        rule(
                "b".equals(provider) || ("c".equals(provider) && BYTE_ORDER.contains(collation)),
                "the database's collation must be C, was " + collation
                        + "; create it with: create database lineside encoding 'UTF8' locale 'C' template template0");
        rule(!schema.isEmpty(), "the user's search_path must begin with a schema that exists");
    }

    private static void rule(boolean holds, String rule) throws SQLException {
        if (!holds) {
            throw new SQLException(rule, PostgresqlErrors.CAN_NOT_CONNECT);
        }
    }
}
