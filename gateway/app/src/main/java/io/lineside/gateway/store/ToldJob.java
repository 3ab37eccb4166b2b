package io.lineside.gateway.store;

import io.lineside.model.job.JobOrder;
import java.util.Optional;

/**
 * What a line was told of a job, for comparing it with what the line reports.
 *
 * @param specDigest of what was ordered
 * @param order what was planned; empty where it is missing or was altered
 */
public record ToldJob(String specDigest, Optional<JobOrder> order) {}
