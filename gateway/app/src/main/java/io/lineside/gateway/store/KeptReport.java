package io.lineside.gateway.store;

import java.time.Instant;

/**
 * A report that can never be kept as progress, and when it came.
 *
 * @param times how often the line sent it
 */
public record KeptReport(DeadReport report, Instant receivedAt, Instant lastAt, long times) {}
