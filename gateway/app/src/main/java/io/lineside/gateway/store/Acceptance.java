package io.lineside.gateway.store;

import io.lineside.model.work.AcceptTrace;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkRequest;
import java.util.List;
import java.util.Optional;

/**
 * An order that passed every check, with its plan: what {@link Store#accept} makes durable in one transaction.
 *
 * @param specification canonical JSON text of the order, kept as it is
 * @param jobs every job of the order; those named in {@code after} must be among them
 * @param idempotencyKey the platform's key for this submission, remembered per tenant
 * @param bodyDigest hexadecimal SHA-256 of the canonical body: tells a repeated order from a different one
 * @param trace what the order's trace has to know; in the ledger with its first event
 */
public record Acceptance(
        WorkRequest request,
        String specification,
        List<PlannedJob> jobs,
        Optional<String> idempotencyKey,
        String bodyDigest,
        Optional<AcceptTrace> trace) {
    /** An order that is not traced from its arrival on. */
    public Acceptance(
            WorkRequest request,
            String specification,
            List<PlannedJob> jobs,
            Optional<String> idempotencyKey,
            String bodyDigest) {
        this(request, specification, jobs, idempotencyKey, bodyDigest, Optional.empty());
    }

    /**
     * Refuses with an {@link IllegalArgumentException} an order that could not be kept or could never be complete: no
     * jobs; a job that waits for one outside the order; a last operation that another job waits for, or the reverse; an
     * item without a last operation; a time outside the years 2000 to 9999; more pieces than an int counts. Copies the
     * list.
     */
    public Acceptance {
        jobs = List.copyOf(jobs);
        AcceptanceCheck.check(request, jobs);
    }
}
