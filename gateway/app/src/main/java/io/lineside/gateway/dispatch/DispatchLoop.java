package io.lineside.gateway.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which all desks work. Nothing on it blocks, so one line never waits for another; work that arrives
 * after {@link #close()} is dropped, since everything that matters is in the store.
 */
final class DispatchLoop implements Executor, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DispatchLoop.class);

    private final ScheduledExecutorService thread;
    private final LongSupplier nanoTime;

    DispatchLoop() {
        this(thread());
    }

    /** A loop on what does one thing at a time. */
    DispatchLoop(ScheduledExecutorService thread) {
        this(thread, System::nanoTime);
    }

    /** A loop on what does one thing at a time, by a clock of its own. */
    DispatchLoop(ScheduledExecutorService thread, LongSupplier nanoTime) {
        this.thread = thread;
        this.nanoTime = nanoTime;
    }

    /** Monotonic time, only good for differences. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    private static ScheduledExecutorService thread() {
        var thread = new ScheduledThreadPoolExecutor(1, task -> {
            var t = new Thread(task, "lineside-dispatch");
            t.setDaemon(true);
            return t;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("dispatch has stopped", e);
        }
    }

    void after(Duration pause, Runnable task) {
        try {
            var unused = thread.schedule(guarded(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("dispatch has stopped", e);
        }
    }

    /** Runs {@code next} with the stage's value on this thread, or {@code failed} with what went wrong. */
    <T> void then(CompletionStage<T> stage, Consumer<T> next, Consumer<Throwable> failed) {
        stage.whenComplete((value, failure) -> execute(() -> {
            if (failure == null) {
                next.accept(value);
            } else {
                failed.accept(failure);
            }
        }));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOGGER.error("dispatch step failed; the job stays as the store has it", e);
            }
        };
    }
}
