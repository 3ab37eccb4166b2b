package io.lineside.simulator;

import io.lineside.simulator.job.JobState;

/**
 * How one job of a simulated line stands.
 *
 * @param good pieces made
 * @param scrap pieces thrown away
 */
public record LineJob(String jobOrderId, JobState state, int good, int scrap) {}
