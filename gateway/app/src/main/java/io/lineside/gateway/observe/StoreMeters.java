package io.lineside.gateway.observe;

import io.lineside.gateway.store.StoreHealth;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How the store is, in numbers: gauges named {@code lineside.store.*}. Thread-safe. */
public final class StoreMeters {
    private static final String BYTES = "bytes";
    private static final double MILLIS = 1_000.0;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final MultiGauge takes = MultiGauge.builder("lineside.store.open")
            .description("1 while the store takes orders, else 0")
            .register(registry);
    private final MultiGauge free = MultiGauge.builder("lineside.store.free")
            .description("Free on the store's disk")
            .baseUnit(BYTES)
            .register(registry);
    private final MultiGauge reserve = MultiGauge.builder("lineside.store.reserve")
            .description("Of that, kept for reports and decisions: with less no order is taken")
            .baseUnit(BYTES)
            .register(registry);
    private final MultiGauge backup = MultiGauge.builder("lineside.store.backup.age")
            .description("Since the last scheduled backup")
            .baseUnit("seconds")
            .register(registry);
    private final MultiGauge warnings = MultiGauge.builder("lineside.store.warnings")
            .description("What somebody must look after; /health says what")
            .register(registry);

    /** Meters that tell ages by this clock. */
    public StoreMeters(Clock clock) {
        this.clock = clock;
    }

    /** All gauges in Prometheus' text format; what the store can not tell has no sample. */
    public synchronized String scrape(StoreHealth health) {
        set(takes, health.takesOrders() ? 1 : 0);
        set(reserve, health.reserve());
        set(warnings, health.warnings().size());
        free.register(
                health.free().stream()
                        .mapToObj(bytes -> MultiGauge.Row.of(Tags.empty(), bytes))
                        .toList(),
                true);
        backup.register(
                health.lastBackup().stream()
                        .map(at -> MultiGauge.Row.of(
                                Tags.empty(),
                                Duration.between(at, clock.instant()).toMillis() / MILLIS))
                        .toList(),
                true);
        return registry.scrape();
    }

    private static void set(MultiGauge gauge, long number) {
        gauge.register(List.of(MultiGauge.Row.of(Tags.empty(), number)), true);
    }
}
