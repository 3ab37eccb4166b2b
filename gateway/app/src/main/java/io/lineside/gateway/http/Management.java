package io.lineside.gateway.http;

/**
 * What the management port tells.
 *
 * @param health of every line
 * @param metrics in Prometheus' text format
 */
public record Management(HealthReport health, MetricsReport metrics) {}
