package io.lineside.simulator.job;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something when a piece should be done; tests put a timer in that they move by hand. */
@FunctionalInterface
public interface PieceTimer {
    /** Runs the task once after that time, unless cancelled before. */
    Cancellable after(Duration time, Runnable task);

    /** A running wait. */
    @FunctionalInterface
    interface Cancellable {
        /** Ends the wait; a task that has begun goes on. */
        void cancel();
    }

    /** A timer of real time. A task for an executor that is shut down is dropped: its line is gone. */
    static PieceTimer on(ScheduledExecutorService executor) {
        return (time, task) -> {
            try {
                Future<?> wait = executor.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
                return () -> wait.cancel(false);
            } catch (RejectedExecutionException e) {
                return () -> {};
            }
        };
    }
}
