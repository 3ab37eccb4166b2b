package io.lineside.connector.mqtt;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which everything that a broker brings is handled, in the order it came. Thread-safe; once closed it
 * drops what it is given.
 */
public final class Dispatcher implements Executor, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Dispatcher.class);
    private static final int MOST_MESSAGES = 1024;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor thread;
    private final Semaphore room = new Semaphore(MOST_MESSAGES);

    /** Starts the thread. */
    public Dispatcher(String name) {
        thread = new ScheduledThreadPoolExecutor(1, work -> {
            var made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Never waits, so that links, timers and the dispatcher's own thread may call it. */
    @Override
    public void execute(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs work later; at once for no delay. */
    public void after(Duration delay, Runnable work) {
        try {
            var unused = thread.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.atDebug().log("MQTT work came after the end and is dropped");
        }
    }

    /** Handles a message; waits while there are too many, which holds the broker back. For the links' threads only. */
    void message(Runnable work) {
        try {
            while (!thread.isShutdown()) {
                if (room.tryAcquire(1, TimeUnit.SECONDS)) {
                    execute(() -> {
                        room.release();
                        work.run();
                    });
                    return;
                }
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
