package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** A store file that no gateway runs on: how it is copied, looked into and put in place. */
final class StoreFile {

    private static final String SUMMARY = "select (select count(*) from work_request),"
            + " (select count(*) from job where phase not in ('Ended', 'Aborted', 'Cancelled', 'Failed')),"
            + " (select coalesce(max(recorded_at), 0) from ledger_event)";

    /**
     * What is in a store.
     *
     * @param openJobs jobs that are not in a final phase
     * @param lastEvent when something was last written to it, the epoch for never
     */
    record Summary(long orders, long openJobs, Instant lastEvent) {}

    private StoreFile() {}

    /**
     * Copies what is committed in a store, which may be in use meanwhile, into a single new file of its owner alone.
     * Whoever writes to the store is not held up.
     */
    static void copy(Path store, Path target) throws SQLException, IOException {
        Files.deleteIfExists(target);
        OwnerOnly.create(target);
        try (var connection = connect(store, true)) {
            int code = connection.getDatabase().backup("main", target.toString(), null);
            if (code != 0) {
                throw new SQLException("SQLite answered " + code + " to the copying of " + store);
            }
        }
        // A copy has its own files for the log unless it is told to need none.
        try (var connection = connect(target, false);
                var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode=delete");
        }
    }

    /** What is damaged in a file; nothing for a sound one. */
    static List<String> audit(Path file) throws SQLException {
        try (var session = new Session(connect(file, true), "begin")) {
            return StoreAudit.of(session);
        }
    }

    static Summary summary(Path file) throws SQLException {
        try (var session = new Session(connect(file, true), "begin")) {
            return session.one(
                            SUMMARY,
                            row -> new Summary(row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))))
                    .orElseThrow();
        }
    }

    static SQLiteConnection connect(Path file, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setGetGeneratedKeys(false);
        return (SQLiteConnection) config.createConnection("jdbc:sqlite:" + file);
    }

    /** Puts a file into the place of another, wholly or not at all, and has the disk keep that. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (var folder = FileChannel.open(to.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
