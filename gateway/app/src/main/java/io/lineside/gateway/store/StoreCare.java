package io.lineside.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after an open store on a thread of its own: backups when they are due, each read wholly before it counts, which
 * checks the store as well; where none are scheduled, the same check of the store itself once a day. Thread-safe.
 */
public final class StoreCare implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StoreCare.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration CHECK = Duration.ofHours(24);
    private static final Duration AFTER_TROUBLE = Duration.ofHours(1);

    private final Store store;
    private final StoreSettings settings;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;
    private Instant notBefore = Instant.EPOCH;
    private Instant nextCheck;

    StoreCare(Store store, StoreSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.nextCheck = clock.instant().plus(CHECK);
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            var look = new Thread(task, "lineside-store-care");
            look.setDaemon(true);
            return look;
        });
    }

    /** Starts to look after the store; the first look comes in a minute. */
    public static StoreCare start(Store store, StoreSettings settings, Clock clock) {
        var care = new StoreCare(store, settings, clock);
        var unused =
                care.thread.scheduleWithFixedDelay(care::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return care;
    }

    /** Does what is due. Confined to the care thread. */
    void look() {
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            if (now.isBefore(notBefore)) {
                return;
            }
            if (settings.backup().isPresent()) {
                backUp(settings.backup().get(), now);
            } else if (!now.isBefore(nextCheck)) {
                nextCheck = now.plus(CHECK);
                check();
            }
        } catch (StoreException | IOException | SQLException e) {
            trouble(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            trouble("looking after the store failed: " + e, e);
        }
    }

    private void backUp(StoreSettings.Backups plan, Instant now) throws IOException {
        if (!Files.isDirectory(plan.folder())) {
            throw new StoreException("store.backup.folder: must exist, was " + plan.folder());
        }
        var folder = new BackupFolder(plan.folder(), settings.file());
        var newest = folder.newest();
        newest.ifPresent(store.care()::backedUp);
        if (newest.isPresent() && now.isBefore(newest.get().plus(plan.every()))) {
            return;
        }
        var made = StoreBackup.make(settings.file(), folder.file(now));
        folder.keep(plan.keep());
        store.care().backedUp(now);
        store.care().trouble("");
        LOGGER.atInfo().addKeyValue("backup", made.file()).log("store backed up and the backup checked");
    }

    private void check() throws SQLException {
        store.audit().forEach(store.damages()::note);
        store.care().trouble("");
    }

    private void trouble(String text, Exception e) {
        notBefore = clock.instant().plus(AFTER_TROUBLE);
        store.care().trouble(text);
        LOGGER.atError().setCause(e).log("the store could not be looked after, and is again in an hour: {}", text);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
