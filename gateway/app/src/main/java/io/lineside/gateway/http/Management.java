package io.lineside.gateway.http;

/**
 * What the management port tells.
 *
 * @param health of every line
 * @param metrics in Prometheus' text format
 * @param operations what the people at the lines may do
 */
public record Management(HealthReport health, MetricsReport metrics, Operations operations) {}
