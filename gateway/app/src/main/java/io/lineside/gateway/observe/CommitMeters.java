package io.lineside.gateway.observe;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the store's commits take, and how much shares one: {@code lineside.store.commit} and {@code
 * lineside.store.commit.works}, as histograms. Thread-safe.
 */
public final class CommitMeters {
    private static final Duration[] BOUNDS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };
    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer commits = Timer.builder("lineside.store.commit")
            .description("How long commits took until they were durable")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    private final DistributionSummary works = DistributionSummary.builder("lineside.store.commit.works")
            .description("Pieces of work, such as an order or a report, that shared a commit")
            .serviceLevelObjectives(SIZES)
            .register(registry);

    /** Meters at zero. */
    public CommitMeters() {}

    /** Counts a commit. */
    public void committed(int shared, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        works.record(shared);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }
}
