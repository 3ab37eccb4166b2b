package io.lineside.gateway.notify.webhook;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedule on the machine's own time. A step that fails is logged; the next ones run. Thread-safe. */
public final class WebhookThread implements Schedule, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookThread.class);

    private final ScheduledThreadPoolExecutor thread;

    /** Starts with its first step. */
    public WebhookThread() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var named = new Thread(task, "lineside-webhooks");
            named.setDaemon(true);
            return named;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void run(Runnable step) {
        try {
            thread.execute(() -> guarded(step));
        } catch (RejectedExecutionException stopped) {
            LOGGER.debug("the gateway stops", stopped);
        }
    }

    @Override
    public void after(Duration pause, Runnable step) {
        try {
            var unused = thread.schedule(() -> guarded(step), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOGGER.debug("the gateway stops", stopped);
        }
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOGGER.error("a step of the webhooks failed", bug);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
