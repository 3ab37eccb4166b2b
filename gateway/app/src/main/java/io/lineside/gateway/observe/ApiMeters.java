package io.lineside.gateway.observe;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the platform API is, in numbers: gauges named {@code lineside.api.*}. Thread-safe. */
public final class ApiMeters {
    private static final double MILLIS = 1_000.0;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final MultiGauge certificate = MultiGauge.builder("lineside.api.certificate.remaining")
            .description("Until the certificate ends that the platform API shows")
            .baseUnit("seconds")
            .register(registry);

    /** Meters that tell by this clock how long a certificate is still good. */
    public ApiMeters(Clock clock) {
        this.clock = clock;
    }

    /**
     * All gauges in Prometheus' text format.
     *
     * @param until when the certificate ends; empty where the API is not encrypted, which has no sample
     */
    public synchronized String scrape(Optional<Instant> until) {
        certificate.register(
                until.stream()
                        .map(end -> MultiGauge.Row.of(
                                Tags.empty(),
                                Duration.between(clock.instant(), end).toMillis() / MILLIS))
                        .toList(),
                true);
        return registry.scrape();
    }
}
