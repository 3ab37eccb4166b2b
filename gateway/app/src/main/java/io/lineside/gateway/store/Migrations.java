package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.LogFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Brings the tables of a file up to this program's version, forward only. The caller holds the lock file. */
final class Migrations {

    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);
    private static final String LOCATION = "classpath:io/lineside/gateway/store";

    private Migrations() {}

    /** Brings it up to date after keeping a copy of what an older version left. */
    static void runKeepingOld(Path file) {
        run(file.toString(), sqlite(file, false), info -> keepOld(file, info));
    }

    /** Brings it up to date. */
    static void run(Path file) {
        run(file.toString(), sqlite(file, false), info -> {});
    }

    /** Brings a database up to date of which the site keeps copies itself. */
    static void run(String store, Consumer<FluentConfiguration> source) {
        run(store, source, info -> warn(store, info));
    }

    /** Refuses tables of another version; changes nothing. */
    static void requireCurrent(Path file) {
        requireCurrent(file.toString(), sqlite(file, true));
    }

    /** The same of any database. */
    static void requireCurrent(String store, Consumer<FluentConfiguration> source) {
        try {
            var info = info(store, flyway(source));
            refuseNewer(store, info.all());
            if (info.pending().length > 0) {
                throw new StoreException(
                        "store " + store + ": was written by an older Lineside; start the gateway once,"
                                + " which brings it up to date, or use that version");
            }
        } catch (FlywayException e) {
            throw new StoreException(
                    "store " + store + ": can not be read (" + e.getMessage()
                            + "); read it as the user that runs the gateway",
                    e);
        }
    }

    private static Consumer<FluentConfiguration> sqlite(Path file, boolean readOnly) {
        var config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return configuration -> configuration.dataSource(source);
    }

    private static Flyway flyway(Consumer<FluentConfiguration> source) {
        var configuration = Flyway.configure().locations(LOCATION).failOnMissingLocations(true);
        source.accept(configuration);
        var flyway = configuration.load();
        // After load, which forgets the creator it was given before.
        LogFactory.setLogCreator(QuietMigrationLog::new);
        return flyway;
    }

    private static void run(String store, Consumer<FluentConfiguration> source, Consumer<MigrationInfoService> before) {
        try {
            var flyway = flyway(source);
            var info = info(store, flyway);
            refuseNewer(store, info.all());
            before.accept(info);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "store " + store + ": its tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static MigrationInfoService info(String store, Flyway flyway) {
        try {
            return flyway.info();
        } catch (FlywayException e) {
            throw e;
        } catch (RuntimeException damaged) {
            // Flyway expects its own table as it wrote it: of a damaged one it fails in ways that it has no word for.
            throw new StoreException(
                    "store " + store + ": its table of versions is damaged (" + damaged + "); restore a backup",
                    damaged);
        }
    }

    private static void warn(String store, MigrationInfoService info) {
        if (info.current() != null && info.pending().length > 0) {
            LOGGER.warn(
                    "store {} is brought up to date from version {}; only your own backup leads back to that",
                    store,
                    info.current().getVersion());
        }
    }

    /** Keeps a store as the older version left it, so that there is a way back to that version. */
    private static void keepOld(Path file, MigrationInfoService info) {
        var current = info.current();
        if (current == null || info.pending().length == 0) {
            return;
        }
        var old = file.resolveSibling(file.getFileName() + ".version-" + current.getVersion());
        for (int i = 2; Files.exists(old); i++) {
            old = file.resolveSibling(file.getFileName() + ".version-" + current.getVersion() + "-" + i);
        }
        try {
            StoreFile.copy(file, old);
        } catch (IOException | SQLException e) {
            throw new StoreException(
                    "store " + file + ": can not be copied before its tables are brought up to date: " + e.getMessage(),
                    e);
        }
        LOGGER.warn("the store is brought up to date; as it was, it is kept in {}", old);
    }

    private static void refuseNewer(String store, MigrationInfo[] known) {
        var newer = Arrays.stream(known)
                .filter(step -> step.getState().isApplied() && !step.getState().isResolved())
                .map(step -> String.valueOf(step.getVersion()))
                .findFirst();
        if (newer.isPresent()) {
            throw new StoreException("store " + store + ": was written by a newer Lineside (table version "
                    + newer.get() + "); start that version, or restore a backup made before the upgrade");
        }
    }
}
