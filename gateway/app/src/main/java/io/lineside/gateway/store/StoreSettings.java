package io.lineside.gateway.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a store is and how it is cared for.
 *
 * @param file of SQLite; not looked at where there is a PostgreSQL database
 * @param reserve bytes of its disk that orders leave free
 * @param backup empty for no scheduled backups
 * @param postgresql empty for a store in the file
 */
public record StoreSettings(Path file, long reserve, Optional<Backups> backup, Optional<PostgresqlPlace> postgresql) {

    /** A store in a file. */
    public StoreSettings(Path file, long reserve, Optional<Backups> backup) {
        this(file, reserve, backup, Optional.empty());
    }

    /**
     * Scheduled backups.
     *
     * @param folder exists; best on another disk
     * @param every time from one to the next
     * @param keep the newest ones that are kept, at least 1
     */
    public record Backups(Path folder, Duration every, int keep) {}
}
