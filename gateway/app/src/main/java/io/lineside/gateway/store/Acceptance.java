package io.lineside.gateway.store;

import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An order that passed every check, with its plan: what {@link Store#accept} makes durable in one transaction.
 *
 * @param specification canonical JSON text of the order, kept as it is
 * @param jobs every job of the order; those named in {@code after} must be among them
 * @param idempotencyKey the platform's key for this submission, remembered per tenant
 * @param bodyDigest hexadecimal SHA-256 of the canonical body: tells a repeated order from a different one
 */
public record Acceptance(
        WorkRequest request,
        String specification,
        List<PlannedJob> jobs,
        Optional<String> idempotencyKey,
        String bodyDigest) {
    /** Refuses an order without jobs and jobs that wait for one outside the order; copies the list. */
    public Acceptance {
        jobs = List.copyOf(jobs);
        var known = jobs.stream().map(job -> job.order().id()).collect(Collectors.toSet());
        if (known.isEmpty() || known.size() < jobs.size()) {
            throw new IllegalArgumentException(
                    "order " + request.id() + ": must have at least one job, and none twice, was " + jobs.size()
                            + " jobs with " + known.size() + " ids");
        }
        for (var job : jobs) {
            if (!known.containsAll(job.after())
                    || job.after().contains(job.order().id())) {
                throw new IllegalArgumentException("order " + request.id() + ": job "
                        + job.order().id() + " may wait only for other jobs of the order, was " + job.after());
            }
        }
    }
}
