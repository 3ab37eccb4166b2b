package io.lineside.gateway.store;

import io.lineside.model.job.JobOrder;
import java.util.Optional;
import java.util.Set;

/**
 * What a line was told of a job, for comparing it with what the line reports.
 *
 * @param specDigest of what was ordered
 * @param order what was planned; empty where it is missing or was altered
 * @param personal ids of parameters of which nothing may be said but that they differ
 */
public record ToldJob(String specDigest, Optional<JobOrder> order, Set<String> personal) {
    /** Copies the set. */
    public ToldJob {
        personal = Set.copyOf(personal);
    }
}
