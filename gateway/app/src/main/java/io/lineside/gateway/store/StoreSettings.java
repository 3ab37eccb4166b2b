package io.lineside.gateway.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a store is and how it is cared for.
 *
 * @param reserve bytes of its disk that orders leave free
 * @param backup empty for no scheduled backups
 */
public record StoreSettings(Path file, long reserve, Optional<Backups> backup) {
    /**
     * Scheduled backups.
     *
     * @param folder exists; best on another disk
     * @param every time from one to the next
     * @param keep the newest ones that are kept, at least 1
     */
    public record Backups(Path folder, Duration every, int keep) {}
}
