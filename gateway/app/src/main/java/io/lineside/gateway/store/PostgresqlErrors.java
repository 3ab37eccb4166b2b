package io.lineside.gateway.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's errors are about, by their SQLSTATE (PostgreSQL documentation, appendix A). */
final class PostgresqlErrors {

    /** As the driver says that a connection can not be opened. */
    static final String CAN_NOT_CONNECT = "08001";

    // disk_full
    private static final String DISK_FULL = "53100";
    // serialization_failure, deadlock_detected, query_canceled, lock_not_available
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "57014", "55P03");
    // admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped, idle_session_timeout,
    // idle_in_transaction_session_timeout, too_many_connections, read_only_sql_transaction: it is a standby now
    private static final Set<String> AWAY =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "53300", "25006");
    private static final String CONNECTION_CLASS = "08";

    private PostgresqlErrors() {}

    /** The error in words for a technician. */
    static String text(SQLException e) {
        var cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }

    static Trouble trouble(SQLException e) {
        if (e instanceof NotOursException) {
            return Trouble.FINAL;
        }
        @Nullable String state = e.getSQLState();
        if (state == null) {
            return Trouble.WORK;
        }
        if (state.startsWith(CONNECTION_CLASS) || AWAY.contains(state)) {
            return Trouble.AWAY;
        }
        if (AGAIN.contains(state)) {
            return Trouble.AGAIN;
        }
        return state.equals(DISK_FULL) ? Trouble.FULL : Trouble.WORK;
    }
}
