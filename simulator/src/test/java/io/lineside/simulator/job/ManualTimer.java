package io.lineside.simulator.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A timer whose waits end when the test says so. */
final class ManualTimer implements PieceTimer {
    private final Deque<Runnable> waits = new ArrayDeque<>();

    @Override
    public Cancellable after(Duration time, Runnable task) {
        waits.add(task);
        return () -> waits.remove(task);
    }

    /** Ends the earliest wait; false when nobody waits. */
    boolean fire() {
        Runnable task = waits.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    void fire(int times) {
        for (int i = 0; i < times; i++) {
            fire();
        }
    }

    boolean isIdle() {
        return waits.isEmpty();
    }
}
