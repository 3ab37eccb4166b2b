package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;

/** Copies a store, in use or not, and checks the copy before it counts as a backup. Thread-safe. */
public final class StoreBackup {

    private StoreBackup() {}

    /**
     * A backup that was made.
     *
     * @param openJobs its jobs that are not in a final phase
     * @param lastEvent what happened after this time is not in it
     */
    public record Made(Path file, long orders, long openJobs, Instant lastEvent) {}

    /**
     * Copies everything that is committed into one new file, reads the copy wholly, and only then gives it its name.
     *
     * @param target must not exist; its folder must
     * @throws StoreException when the copy can not be made, or what was copied is damaged
     */
    public static Made make(Path store, Path target) {
        var place = StorePlace.of(store);
        var goal = target.toAbsolutePath().normalize();
        if (!Files.exists(place)) {
            throw new StoreException("store " + place + ": is not there, so there is nothing to back up");
        }
        StoreRestore.requireNoneUnderWay(place);
        if (Files.exists(goal)) {
            throw new StoreException("backup " + goal + ": must not exist yet; choose another name");
        }
        var part = goal.resolveSibling(goal.getFileName() + ".part");
        try {
            return make(place, part, goal);
        } catch (IOException | SQLException e) {
            throw new StoreException("backup " + goal + ": can not be made: " + e.getMessage(), e);
        } finally {
            part.toFile().delete();
        }
    }

    private static Made make(Path store, Path part, Path goal) throws IOException, SQLException {
        StoreFile.copy(store, part);
        var findings = StoreFile.audit(part);
        if (!findings.isEmpty()) {
            throw new StoreException("store " + store + ": is damaged, so its copy is no backup ("
                    + StoreAudit.text(findings) + "); restore the last good backup");
        }
        var summary = StoreFile.summary(part);
        StoreFile.move(part, goal);
        return new Made(goal, summary.orders(), summary.openJobs(), summary.lastEvent());
    }
}
