package io.lineside.connector.mqtt;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which everything that a broker brings is handled, in the order it came. Thread-safe. Its queue is
 * bounded: when it is full the giver waits, which holds the broker back.
 */
final class Dispatcher implements Executor, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Dispatcher.class);
    private static final int MOST_WAITING = 1024;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ThreadPoolExecutor thread;

    Dispatcher(String name) {
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                work -> {
                    var made = new Thread(work, name);
                    made.setDaemon(true);
                    return made;
                },
                Dispatcher::waitForRoom);
    }

    @Override
    public void execute(Runnable work) {
        thread.execute(() -> guarded(work));
    }

    void after(Duration delay, Runnable work) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this)
                .execute(work);
    }

    private static void waitForRoom(Runnable work, ThreadPoolExecutor full) {
        try {
            while (!full.isShutdown() && !full.getQueue().offer(work, 1, TimeUnit.SECONDS)) {
                LOGGER.atDebug().log("the gateway takes MQTT messages slower than they come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("handling an MQTT message met a bug and goes on");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atWarn().log("handling an MQTT message did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
