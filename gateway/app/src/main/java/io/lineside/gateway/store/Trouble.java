package io.lineside.gateway.store;

/** What an error of the database is about. */
enum Trouble {
    /** The work that met it; others may go well. */
    WORK,
    /** The disk is full. */
    FULL,
    /** Nobody's fault: the same transaction may go well the next time. */
    AGAIN,
    /** The database can not be reached, or is no place to write at present. */
    AWAY,
    /**
     * The database can not be trusted, or is no longer ours: nothing more may be written by this process. With SQLite, an
     * fsync that failed: a second one then succeeds without having done anything.
     */
    FINAL
}
