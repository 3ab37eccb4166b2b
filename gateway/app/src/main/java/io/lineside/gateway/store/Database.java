package io.lineside.gateway.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What holds a store, and all that differs from one kind of database to another: how it is opened, kept from others, and
 * looked after, and what its errors mean. Prepared, so checked and with its tables up to date. Thread-safe.
 */
interface Database extends AutoCloseable {
    /** The space of its disk. */
    DiskSpace space();

    /** The one connection that writes. Only one is open at a time. */
    Session writer() throws SQLException;

    /** A connection that can only read; a transaction sees one commit's state. */
    Session reader() throws SQLException;

    /** What an error says about more than the statement that met it. */
    Trouble trouble(SQLException e);

    /** Tells when the writer's connection is worth trying again; never in the way of one that is not over a network. */
    default Outage outage() {
        return new Outage(toString());
    }

    /** Why nothing can be written or read at present; empty while it can, as far as anybody noticed. */
    default Optional<String> away() {
        return Optional.empty();
    }

    /**
     * Whether a new connection of the writer sees for certain what became of a commit that was not confirmed, and an
     * error in answer to a commit means that nothing was kept.
     */
    default boolean settlesCommits() {
        return false;
    }

    /** Why nothing more may be written after an error that is {@link Trouble#FINAL}. */
    String lastWords(SQLException e);

    /** Reads all of it; what is damaged, nothing for a sound one. Takes long. */
    List<String> audit() throws SQLException;

    /** What a connection is asked before it overwrites something for good; empty for nothing, the default. */
    default Optional<String> beforeErasing() {
        return Optional.empty();
    }

    /**
     * Leaves no copy of what was overwritten in a log of its own. Nothing is done where the log is a server's business,
     * the default.
     */
    default void emptyLog() {}

    /** Lets others have it. */
    @Override
    void close();
}
