package io.lineside.gateway.store;

import io.lineside.model.job.JobOrder;
import io.lineside.model.work.TrackedJob;

/**
 * A job whose intent to be sent is durable: the one who claimed it sends it.
 *
 * @param job the row after the claim, phase SENDING
 * @param order what to send; its quantity is the tracked quantity
 */
public record Claim(TrackedJob job, JobOrder order) {
    /** So many are taken at once by {@link Store#claimInto}; where there may be more, it is called again. */
    public static final int MOST_AT_ONCE = 8;
}
