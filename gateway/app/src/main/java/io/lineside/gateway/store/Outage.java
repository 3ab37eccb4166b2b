package io.lineside.gateway.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database can not be reached, why, and when it is worth trying again: at once, then after pauses that grow
 * from a tenth of a second to two. Thread-safe.
 */
final class Outage {

    private static final Logger LOGGER = LoggerFactory.getLogger(Outage.class);
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    private final String database;
    private Optional<String> why = Optional.empty();
    private long since;
    private long pause;
    private long nextTry;
    private boolean hurried;

    Outage(String database) {
        this.database = database;
    }

    /** Nobody could connect. */
    synchronized void began(String reason) {
        long now = System.nanoTime();
        if (why.isEmpty()) {
            since = now;
            pause = FIRST_PAUSE;
            LOGGER.atWarn().addKeyValue("store", database).log("the store's database is away: {}", reason);
        } else {
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        nextTry = now + pause;
        why = Optional.of(reason);
    }

    /** Somebody could connect. */
    synchronized void isOver() {
        if (why.isPresent()) {
            var lasted = Duration.ofNanos(System.nanoTime() - since);
            LOGGER.atWarn().addKeyValue("store", database).log("the store's database is back after {}", lasted);
            why = Optional.empty();
            notifyAll();
        }
    }

    /** Why the database can not be reached; empty while it can, as far as anybody noticed. */
    synchronized Optional<String> why() {
        return why;
    }

    /** The same, but empty as soon as it is worth trying again. */
    synchronized Optional<String> whyNotNow() {
        return why.filter(reason -> nextTry - System.nanoTime() > 0);
    }

    /** Waits until it is worth trying again. */
    synchronized void await() {
        boolean interrupted = false;
        while (!hurried && whyNotNow().isPresent()) {
            try {
                long millis = TimeUnit.NANOSECONDS.toMillis(nextTry - System.nanoTime());
                wait(Math.max(1, millis));
            } catch (InterruptedException e) {
                // From a careless continuation: it must not end all writing.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody is to wait any more, because the store closes. */
    synchronized void hurry() {
        hurried = true;
        notifyAll();
    }

    synchronized boolean isHurried() {
        return hurried;
    }
}
