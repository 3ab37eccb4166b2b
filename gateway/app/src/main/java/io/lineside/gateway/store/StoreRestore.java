package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Puts a backup in the place of a store. Every job that was not final in the backup is marked: what its line did after
 * the backup is not known, so it is sent only once the line or a person has said what became of it.
 */
public final class StoreRestore {

    /** Exists only while a restore is under way: until it has got its final name the store must not be opened. */
    private static final String UNDER_WAY = ".restoring";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** As whom the command runs, by the operating system. */
    private static final String WHO = "lineside restore as " + System.getProperty("user.name");

    private static final int MOST_NAMED = 20;

    private StoreRestore() {}

    /**
     * A restore that was done.
     *
     * @param orders in the store now
     * @param markedJobs jobs that will not be sent before the line or a person has said what became of them
     * @param lastEvent what happened after this time is not in the store any more
     * @param replaced the store as it was before; empty where there was none
     * @param missing the first orders that were in the replaced store and are not in the backup; empty where that store
     *     can not be read
     */
    public record Done(
            long orders, int markedJobs, Instant lastEvent, Optional<Path> replaced, Optional<Missing> missing) {}

    /** Orders that were accepted after the backup: how many, and the first of them by id. */
    public record Missing(long orders, List<String> first) {
        /** Copies the list. */
        public Missing {
            first = List.copyOf(first);
        }
    }

    /**
     * Checks the backup and puts a copy of it in the place of the store, which is kept beside it.
     *
     * @throws StoreException when a gateway has the store, or the backup is damaged or newer than this program; the store
     *     is untouched then
     */
    public static Done restore(Path backup, Path store, Clock clock) {
        var place = StorePlace.of(store);
        if (!Files.isRegularFile(backup) || isSame(backup, place)) {
            throw new StoreException("backup " + backup + ": must be a file, and not the store itself");
        }
        try (var lock = LockFile.take(place)) {
            return lock.whileHeld(() -> restoreLocked(backup, place, clock));
        } catch (IOException | SQLException e) {
            throw new StoreException("store " + place + ": can not be restored: " + e.getMessage(), e);
        }
    }

    /**
     * Marks every job that is not final in a database that was put back by its own tools.
     *
     * @return how many jobs
     * @throws StoreException when a gateway has the database, or it can not be used
     */
    public static int mark(PostgresqlPlace place, Clock clock) {
        try (var database = PostgresqlDatabase.prepare(place);
                var session = database.writer()) {
            return RestoreMark.put(session, clock.instant().truncatedTo(ChronoUnit.SECONDS), WHO);
        } catch (SQLException e) {
            throw new StoreException("store " + place + ": can not be marked: " + PostgresqlErrors.text(e), e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new StoreException("backup " + one + ": cannot be reached: " + e, e);
        }
    }

    private static Done restoreLocked(Path backup, Path store, Clock clock) throws IOException, SQLException {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var part = beside(store, UNDER_WAY + ".part");
        StoreFile.copy(backup, part);
        Migrations.run(part);
        var findings = StoreFile.audit(part);
        if (!findings.isEmpty()) {
            throw new StoreException(
                    "backup " + backup + ": is damaged (" + StoreAudit.text(findings) + "); choose an older one");
        }
        var before = StoreFile.summary(part);
        int marked = RestoreMark.put(part, now, WHO);
        var missing = missing(part, store);
        // From here on, until the last move, a gateway refuses to start; to restore once more is always right.
        StoreFile.move(part, underWay(store));
        var replaced = putAside(store, now);
        StoreFile.move(underWay(store), store);
        return new Done(before.orders(), marked, before.lastEvent(), replaced, missing);
    }

    private static Optional<Path> putAside(Path store, Instant now) throws IOException {
        var aside = beside(store, ".replaced-" + STAMP.format(now));
        boolean was = Files.exists(store);
        // The log first: beside another database it would be taken for that one's.
        for (var suffix : List.of("-wal", "-shm", "")) {
            var file = beside(store, suffix);
            if (Files.exists(file)) {
                StoreFile.move(file, beside(aside, suffix));
            }
        }
        return was ? Optional.of(aside) : Optional.empty();
    }

    private static Optional<Missing> missing(Path restored, Path store) {
        if (!Files.exists(store)) {
            return Optional.empty();
        }
        try (var session = new Session(StoreFile.connect(restored, true), "begin")) {
            session.update("attach database ? as replaced", store.toString());
            var where = " from replaced.work_request where id not in (select id from main.work_request)";
            long count = session.number("select count(*)" + where);
            var first = session.list(
                    "select id" + where + " order by position limit " + MOST_NAMED,
                    row -> String.valueOf(row.getString(1)));
            return Optional.of(new Missing(count, first));
        } catch (SQLException e) {
            // It is being replaced because it is damaged; that it can not be read is no reason not to.
            return Optional.empty();
        }
    }

    /** Refuses a store whose restore was interrupted, before anything of it is opened. */
    static void requireNoneUnderWay(Path store) {
        if (Files.exists(underWay(store))) {
            throw new StoreException(
                    "store " + store + ": a restore was interrupted; run it once more (lineside restore)");
        }
    }

    private static Path underWay(Path store) {
        return beside(store, UNDER_WAY);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
