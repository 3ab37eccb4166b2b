package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long a command that nobody answered may still arrive at the line: as long again as its answer was waited for, and
 * so long after each new link, because what an earlier link carried may still lie in front of a line that hung. Counted
 * on the monotonic clock. Thread-safe.
 */
final class LateArrivals {
    private volatile long window;
    private final LongSupplier nanoTime;
    private final Map<JobOrderId, Long> unanswered = new ConcurrentHashMap<>();
    private volatile long linkedAt;

    /** {@code window} is the request timeout of the line. */
    LateArrivals(Duration window, LongSupplier nanoTime) {
        this.window = window.toNanos();
        this.nanoTime = nanoTime;
        this.linkedAt = nanoTime.getAsLong();
    }

    /** What was sent before with more patience may arrive as late as that allows. */
    void follow(LateArrivals before) {
        window = Math.max(window, before.window);
    }

    /** There is a new link; what was sent before went over another. */
    void linked() {
        linkedAt = nanoTime.getAsLong();
    }

    /** A command about the job was not answered. */
    void unanswered(JobOrderId job) {
        long now = nanoTime.getAsLong();
        unanswered.values().removeIf(at -> now - at > window);
        unanswered.put(job, now);
    }

    /** How long until no command about the job can arrive any more; zero when none can. */
    Duration left(JobOrderId job) {
        long now = nanoTime.getAsLong();
        long last = linkedAt;
        Long at = unanswered.get(job);
        if (at != null && at - last > 0) {
            last = at;
        }
        return Duration.ofNanos(Math.max(0, window - (now - last)));
    }
}
