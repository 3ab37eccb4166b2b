package io.lineside.simulator.job;

import io.lineside.simulator.order.JobOrder;

/** A job order and how it stood at one moment. */
public record JobSnapshot(JobOrder order, JobResponse response) {}
