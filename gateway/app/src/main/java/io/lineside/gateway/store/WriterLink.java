package io.lineside.gateway.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that writes, opened when it is needed and given up after an error, and how far the ledger is. Confined
 * to the writer thread.
 */
final class WriterLink {

    private static final Logger LOGGER = LoggerFactory.getLogger(WriterLink.class);

    private final Database database;
    private final OpenRows rows = new OpenRows();
    private @Nullable Session session;
    private boolean knowsPosition;
    private long lastPosition;
    private long doubtful;

    WriterLink(Database database) {
        this.database = database;
    }

    /** What the session wrote last; nothing after a rollback, or in a new session. */
    OpenRows rows() {
        return rows;
    }

    /** Where in the ledger the last event is. */
    long lastPosition() {
        return lastPosition;
    }

    /** The session; fails with a {@link NotOursException} where the ledger is not as this process left it. */
    Session session() throws SQLException {
        var current = session;
        if (current == null) {
            current = opened();
            session = current;
        }
        return current;
    }

    private Session opened() throws SQLException {
        var opened = database.writer();
        try {
            long found = LedgerTable.lastPosition(opened);
            requireOurs(found);
            rows.restoredJobs(RestoredTable.isAnyMarked(opened));
            lastPosition = found;
            knowsPosition = true;
            return opened;
        } catch (SQLException | RuntimeException | Error e) {
            close(opened);
            throw e;
        }
    }

    private void requireOurs(long found) throws SQLException {
        if (!knowsPosition || !database.settlesCommits() || found == lastPosition || found == doubtful) {
            return;
        }
        throw new NotOursException(
                found < lastPosition
                        ? "has lost what it had confirmed: its ledger ends at " + found + ", and was at " + lastPosition
                                + " already; was a standby promoted that lagged behind, or a backup put back?"
                        : "was written by somebody else: its ledger ends at " + found + ", and this gateway left it at "
                                + lastPosition);
    }

    /** A transaction was committed. */
    void committed(Tx tx) {
        lastPosition = tx.lastPosition();
    }

    /** The commit of a transaction was not confirmed: either end of the ledger is right from now on. */
    void doubt(Tx tx) {
        doubtful = tx.lastPosition();
    }

    /**
     * Whether a transaction of which that is not known was kept, as a new connection sees it. One without events is as
     * if it was not: to run it again changes nothing.
     */
    boolean has(Tx tx) throws SQLException {
        var events = tx.events();
        return !events.isEmpty() && LedgerTable.has(session(), events.get(events.size() - 1));
    }

    void rollback() {
        rows.forget();
        try {
            if (session != null) {
                session.rollback();
            }
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("store connection could not roll back and is discarded");
            discard();
        }
    }

    void discard() {
        var old = session;
        session = null;
        rows.forget();
        if (old != null) {
            close(old);
        }
    }

    private void close(Session old) {
        try {
            old.close();
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("store", database).setCause(e).log("store connection did not close cleanly");
        }
    }
}
