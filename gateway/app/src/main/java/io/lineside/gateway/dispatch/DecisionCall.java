package io.lineside.gateway.dispatch;

import io.lineside.model.JobOrderId;

/**
 * A person's decision about a job.
 *
 * @param attempt of the job as the person saw it, so that a decision never falls on a later doubt
 * @param confirmed the person has looked at the line, and takes it upon himself where nothing proves him right
 * @param by who decided
 * @param why in his own words
 */
public record DecisionCall(JobOrderId job, int attempt, Decision decision, boolean confirmed, String by, String why) {}
