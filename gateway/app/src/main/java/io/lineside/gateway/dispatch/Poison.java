package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts how often the gateway's own code failed on a job, so that one bad job does not keep its line busy for ever.
 * Thread-safe.
 */
final class Poison {
    /** After so many failures the job waits for a person. */
    static final int PATIENCE = 3;

    private record Failures(int count, String last) {}

    private final Map<JobOrderId, Failures> failures = new ConcurrentHashMap<>();

    void failed(JobOrderId job, Throwable why) {
        failures.merge(
                job,
                new Failures(1, String.valueOf(why)),
                (before, next) -> new Failures(before.count() + 1, next.last()));
    }

    void forget(JobOrderId job) {
        failures.remove(job);
    }

    /** How it failed the last time, once it has failed too often. */
    Optional<String> of(JobOrderId job) {
        return Optional.ofNullable(failures.get(job))
                .filter(known -> known.count() >= PATIENCE)
                .map(Failures::last);
    }
}
