package io.lineside.gateway.http;

import io.lineside.gateway.observe.LinePace;

/**
 * What the management port tells.
 *
 * @param health of every line
 * @param metrics in Prometheus' text format
 * @param operations what the people at the lines may do
 * @param traffic of the routes
 * @param pace of the lines
 * @param doors beside the platform API
 * @param links to the lines
 */
public record Management(
        HealthReport health,
        MetricsReport metrics,
        Operations operations,
        RouteTraffic traffic,
        LinePace pace,
        DoorReport doors,
        LinkReport links) {}
