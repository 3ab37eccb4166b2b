package io.lineside.gateway.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overwrites what is personal in orders that ended long enough ago, on a thread of its own: every ten minutes, a few
 * hundred orders at a time, each in a transaction of its own. Thread-safe.
 */
public final class Retention implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Retention.class);
    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final int PAGE = 500;

    private final Store store;
    private final Supplier<Optional<Duration>> personal;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;

    /** {@code personal}: how long personal data is kept after an order has ended, as it is in force; empty for ever. */
    Retention(Store store, Supplier<Optional<Duration>> personal, Clock clock) {
        this.store = store;
        this.personal = personal;
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            var look = new Thread(task, "lineside-retention");
            look.setDaemon(true);
            return look;
        });
    }

    /** Starts to look; the first time at once. */
    public static Retention start(Store store, Supplier<Optional<Duration>> personal, Clock clock) {
        var retention = new Retention(store, personal, clock);
        var unused =
                retention.thread.scheduleWithFixedDelay(retention::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return retention;
    }

    /** Overwrites what is due. Confined to the retention thread. */
    void look() {
        try {
            int erased = personal.get().map(this::erase).orElse(0);
            if (erased > 0) {
                LOGGER.atInfo().addKeyValue("orders", erased).log("what was personal in old orders was overwritten");
            }
        } catch (CompletionException e) {
            LOGGER.atWarn().setCause(e).log("old orders could not be erased, and are again in ten minutes");
        }
    }

    private int erase(Duration kept) {
        var due = store.erasable(clock.instant().minus(kept), PAGE)
                .toCompletableFuture()
                .join();
        for (var order : due) {
            store.erase(order.tenant(), order.id(), "retention.personal")
                    .toCompletableFuture()
                    .join();
        }
        return due.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
