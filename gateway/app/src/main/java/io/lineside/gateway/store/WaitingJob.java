package io.lineside.gateway.store;

import io.lineside.model.work.TrackedJob;
import java.time.Instant;

/**
 * A job and how long it has been as it is.
 *
 * @param since when it came into its phase, or last began to wait for something else
 */
public record WaitingJob(TrackedJob job, Instant since) {}
