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
 */
public record StoreConfig(Path file, ByteSize reserve, Optional<BackupConfig> backup) {}
