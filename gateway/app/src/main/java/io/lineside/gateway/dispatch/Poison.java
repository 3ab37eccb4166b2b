package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how the gateway's own code failed on jobs, so that one bad job does not keep its line busy for ever. How often
 * is in the store as well, by the sendings that were cut short: a job that ends the whole process is found out too.
 * Thread-safe.
 */
final class Poison {
    /** After so many failures the job waits for a person. */
    static final int PATIENCE = 3;
    /** The same, where the process ended and nobody saw why: it may have been killed for other reasons. */
    static final int PATIENCE_WITH_ENDS = 10;

    /** How a job failed in this process: how often, and the last time how. */
    record Failures(int count, String last) {
        /** Why the job has failed too often, with so many sendings cut short, in this process and before. */
        Optional<String> verdict(int cutShort) {
            int times = Math.max(count, cutShort);
            return times < PATIENCE
                    ? Optional.empty()
                    : Optional.of("sending it failed " + times + " times in the gateway itself: " + last);
        }
    }

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

    /** How it failed in this process; empty where it did not. */
    Optional<Failures> of(JobOrderId job) {
        return Optional.ofNullable(failures.get(job));
    }

    /** Why a job is kept back that the gateway has not survived so often in a row. */
    static Optional<String> ofEnds(int cutShort) {
        return cutShort < PATIENCE_WITH_ENDS
                ? Optional.empty()
                : Optional.of("the gateway ended " + cutShort + " times in a row while it sent it");
    }
}
