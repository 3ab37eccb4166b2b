package io.lineside.connector.mqtt.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns a link's state. Thread-safe; refuses nothing: after the end, work is dropped. */
final class LinkThread implements Executor {
    private static final Logger LOGGER = LoggerFactory.getLogger(LinkThread.class);

    private final ScheduledThreadPoolExecutor thread;

    LinkThread(String clientId) {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            var made = new Thread(work, "mqtt-link " + clientId);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs work later. */
    void after(Duration delay, Runnable work) {
        var unused = cancellable(delay, work);
    }

    /** Runs work later, unless cancelled before. */
    Future<?> cancellable(Duration delay, Runnable work) {
        try {
            return thread.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Continues here when something elsewhere is done or failed. */
    <T> void then(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> next) {
        stage.whenCompleteAsync(next, this);
    }

    boolean ended() {
        return thread.isShutdown();
    }

    /** Drops what waits, and waits for what runs. */
    void end(Duration patience) {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOGGER.atWarn().log("an MQTT link did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("an MQTT link met a bug and goes on");
        }
    }
}
