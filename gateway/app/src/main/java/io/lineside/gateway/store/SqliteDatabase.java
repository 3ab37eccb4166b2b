package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** One SQLite file: how it is guarded, checked and opened. Thread-safe. */
final class SqliteDatabase implements Database {

    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteDatabase.class);

    // Older ones can lose a commit when the log is reset (sqlite.org, "WAL-reset bug").
    private static final SqliteVersion OLDEST = new SqliteVersion(3, 51, 3);
    private static final List<String> PRAGMAS = List.of(
            "pragma journal_mode=wal",
            "pragma foreign_keys=on",
            "pragma busy_timeout=5000",
            "pragma trusted_schema=off",
            // What is overwritten or moved does not stay in the free space of its page.
            "pragma secure_delete=fast",
            "pragma cell_size_check=on",
            "pragma mmap_size=0");

    /** What keeps others out. */
    @FunctionalInterface
    private interface Guard {
        void release();
    }

    private final Path file;
    private final Guard lock;
    private final String synchronous;
    private final DiskSpace space;

    private SqliteDatabase(Path file, Guard lock, String synchronous, DiskSpace space) {
        this.file = file;
        this.lock = lock;
        this.synchronous = synchronous;
        this.space = space;
    }

    /** Locks, checks and migrates the file; creates it where it is missing. */
    static SqliteDatabase prepare(Path file) {
        return prepare(file, DiskSpace.endless());
    }

    /** With some of the disk kept free. */
    static SqliteDatabase prepare(Path file, DiskSpace space) {
        return prepare(file, "full", space);
    }

    /** With less than {@code full} the store breaks its promise: only for the proof that the proof would notice. */
    static SqliteDatabase prepare(Path file, String synchronous, DiskSpace space) {
        var real = StorePlace.of(file);
        var lock = LockFile.take(real);
        try {
            StoreRestore.requireNoneUnderWay(real);
            var database = new SqliteDatabase(real, lock::close, synchronous, space);
            database.check();
            Migrations.runKeepingOld(real);
            return database;
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The file as it is, without a lock and without any change; only for readers. */
    static SqliteDatabase toRead(Path file) {
        var real = StorePlace.of(file);
        if (!Files.exists(real)) {
            throw new StoreException("store " + real + ": there is none");
        }
        StoreRestore.requireNoneUnderWay(real);
        Migrations.requireCurrent(real);
        return new SqliteDatabase(real, () -> {}, "full", DiskSpace.endless());
    }

    private void check() {
        try {
            OwnerOnly.create(file);
            try (var connection = connect(new SQLiteConfig());
                    var statement = connection.createStatement()) {
                requireVersion(statement.executeQuery("select sqlite_version()").getString(1));
                QuickCheck.of(connection).ifPresent(this::damaged);
                // After a crash the log may hold commits that were written and never synced. They are visible from now
                // on, and so promised to whoever asks: make them durable before anybody does.
                statement.execute("pragma wal_checkpoint(passive)");
            }
        } catch (IOException e) {
            throw new StoreException("store " + file + ": cannot be created: " + e, e);
        } catch (SQLException e) {
            throw new StoreException(
                    "store " + file + ": cannot be read (" + e.getMessage()
                            + "); put the last backup in its place: lineside restore SITE BACKUP",
                    e);
        }
    }

    private void requireVersion(String version) {
        if (SqliteVersion.parse(version).compareTo(OLDEST) < 0) {
            throw new StoreException("store " + file + ": SQLite must be at least " + OLDEST + ", was " + version);
        }
    }

    private void damaged(String verdict) {
        throw new StoreException("store " + file + ": is damaged (quick_check: " + verdict
                + "); keep a copy of the file" + " and put the last backup in its place: lineside restore SITE BACKUP");
    }

    @Override
    public DiskSpace space() {
        return space;
    }

    /** Its transactions have the write lock from the start. */
    @Override
    public Session writer() throws SQLException {
        return new Session(connect(new SQLiteConfig()), "begin immediate");
    }

    @Override
    public Session reader() throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        return new Session(connect(config), "begin");
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        config.setGetGeneratedKeys(false);
        var connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma synchronous=" + synchronous);
            for (var pragma : PRAGMAS) {
                statement.execute(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Trouble trouble(SQLException e) {
        if (DiskFailure.isFinal(e)) {
            return Trouble.FINAL;
        }
        return DiskFailure.isFull(e) ? Trouble.FULL : Trouble.WORK;
    }

    @Override
    public String lastWords(SQLException e) {
        return "store " + this + ": the disk failed to make written data durable (" + e.getMessage()
                + "); nothing more is written or promised, because only a new start tells what is really there";
    }

    /** Pages that become free are overwritten as well, by the connection that this is said to, from then on. */
    @Override
    public Optional<String> beforeErasing() {
        return Optional.of("pragma secure_delete=on");
    }

    /** Readers that are in the middle of something are waited for, for as long as the busy timeout. */
    @Override
    public void emptyLog() {
        try (var connection = connect(new SQLiteConfig());
                var statement = connection.createStatement();
                var result = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
            if (result.next() && result.getInt(1) != 0) {
                LOGGER.atWarn()
                        .addKeyValue("store", this)
                        .log("what was erased is in the store's log until its next checkpoint: a reader was busy");
            }
        } catch (SQLException e) {
            LOGGER.atWarn()
                    .addKeyValue("store", this)
                    .setCause(e)
                    .log("what was erased is in the store's log until its next checkpoint");
        }
    }

    @Override
    public List<String> audit() throws SQLException {
        return StoreFile.audit(file);
    }

    @Override
    public void close() {
        lock.release();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
