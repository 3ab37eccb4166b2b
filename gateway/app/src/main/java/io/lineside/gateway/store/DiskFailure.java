package io.lineside.gateway.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what an error of the database says about the disk. */
final class DiskFailure {

    private DiskFailure() {}

    /**
     * Whether data that was written may never reach the disk although the operating system has let go of it: an fsync
     * that failed. A second one then succeeds without having done anything, so there is no going on in this process.
     */
    static boolean isFinal(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_IOERR_FSYNC) || is(e, SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);
    }

    /** Whether the disk is full. */
    static boolean isFull(SQLException e) {
        return is(e, SQLiteErrorCode.SQLITE_FULL);
    }

    private static boolean is(SQLException e, SQLiteErrorCode code) {
        return e instanceof SQLiteException sqlite && sqlite.getResultCode() == code;
    }
}
