package io.lineside.config;

import io.lineside.config.source.ByteSize;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the gateway keeps orders and jobs.
 *
 * @param file the database file; in the site folder unless written as an absolute path; default
 *     {@code data/lineside.db}
 * @param reserve space of its disk that new orders leave free for reports and decisions; default 256MB
 * @param backup empty for no scheduled backups, the default
 * @param postgresql empty, the default, for a store in the file; the three others mean nothing beside it
 */
public record StoreConfig(
        Path file, ByteSize reserve, Optional<BackupConfig> backup, Optional<PostgresqlConfig> postgresql) {

    /** A store in a file. */
    public StoreConfig(Path file, ByteSize reserve, Optional<BackupConfig> backup) {
        this(file, reserve, backup, Optional.empty());
    }

    /** Where that is, in words for a person. */
    public String place() {
        return postgresql.map(PostgresqlConfig::url).orElseGet(file::toString);
    }
}
