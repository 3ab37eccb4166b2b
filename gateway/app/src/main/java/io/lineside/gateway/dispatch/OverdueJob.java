package io.lineside.gateway.dispatch;

import io.lineside.gateway.store.WaitingJob;
import java.time.Duration;
import java.time.Instant;

/**
 * A job that has been as it is for longer than its line's file allows.
 *
 * @param since from when the limit counts
 * @param limit how long it might have been so
 */
public record OverdueJob(WaitingJob job, Instant since, Duration limit) {
    /** How long it has been so. */
    public Duration age(Instant now) {
        return Duration.between(since, now);
    }
}
