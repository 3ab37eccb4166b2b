package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real thread, with alarms that go by the clock of the test. Thread-safe. */
final class SteppedSchedule implements Schedule, AutoCloseable {
    private final WebhookThread thread = new WebhookThread();
    private final SettableClock clock;
    private final List<Alarm> alarms = new ArrayList<>();

    private record Alarm(Instant at, Runnable step) {}

    SteppedSchedule(SettableClock clock) {
        this.clock = clock;
    }

    @Override
    public void run(Runnable step) {
        thread.run(step);
    }

    @Override
    public synchronized void after(Duration pause, Runnable step) {
        alarms.add(new Alarm(clock.instant().plus(pause), step));
    }

    /** Lets time pass; returns when what was due has been begun. */
    void pass(Duration time) {
        settle(); // a step under way may be about to set an alarm, which counts from before
        clock.advance(time);
        synchronized (this) {
            List<Alarm> due = alarms.stream()
                    .filter(alarm -> !alarm.at().isAfter(clock.instant()))
                    .toList();
            alarms.removeAll(due);
            due.forEach(alarm -> thread.run(alarm.step()));
        }
        settle();
    }

    /** Returns when every step that was handed in has run. */
    void settle() {
        var done = new CompletableFuture<Void>();
        thread.run(() -> done.complete(null));
        done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        thread.close();
    }
}
