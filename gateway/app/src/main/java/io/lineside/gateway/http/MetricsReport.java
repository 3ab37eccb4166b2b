package io.lineside.gateway.http;

/** Tells all meters in Prometheus' text format. */
@FunctionalInterface
public interface MetricsReport {
    /** The meters right now; may wait for the store, so not for a thread that must not. */
    String text();
}
