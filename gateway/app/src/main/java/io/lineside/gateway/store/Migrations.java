package io.lineside.gateway.store;

import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.logging.LogFactory;
import org.sqlite.SQLiteDataSource;

/** Brings the tables of a file up to this program's version, forward only. The caller holds the lock file. */
final class Migrations {

    private static final String LOCATION = "classpath:io/lineside/gateway/store";

    private Migrations() {}

    static void run(Path file) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        try {
            var flyway = Flyway.configure()
                    .dataSource(source)
                    .locations(LOCATION)
                    .failOnMissingLocations(true)
                    .load();
            // After load, which forgets the creator it was given before.
            LogFactory.setLogCreator(QuietMigrationLog::new);
            refuseNewer(file, flyway.info().all());
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "store " + file + ": its tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void refuseNewer(Path file, MigrationInfo[] known) {
        var newer = Arrays.stream(known)
                .filter(step -> step.getState().isApplied() && !step.getState().isResolved())
                .map(step -> String.valueOf(step.getVersion()))
                .findFirst();
        if (newer.isPresent()) {
            throw new StoreException("store " + file + ": was written by a newer Lineside (table version " + newer.get()
                    + "); start that version, or restore a backup made before the upgrade");
        }
    }
}
