package io.lineside.gateway.http;

/** Tells all meters in Prometheus' text format. */
@FunctionalInterface
public interface MetricsReport {
    /** The meters right now. */
    String text();
}
