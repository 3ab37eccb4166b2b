package io.lineside.gateway.observe;

import io.lineside.config.source.Fault;
import io.lineside.gateway.reload.ReloadState;
import io.lineside.gateway.reload.ReloadState.Refusal;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How old the site in force is, and since when newer files are refused, with the place of the first fault. Thread-safe. */
public final class SiteMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final MultiGauge age = seconds("lineside.site.age", "Since the site in force came into force");
    private final MultiGauge faults = MultiGauge.builder("lineside.site.faults")
            .description(
                    "Faults for which the files of the site were last refused, 0 while those in force are the newest")
            .register(registry);
    private final MultiGauge refused =
            seconds("lineside.site.refused", "Since files of the site are refused, with the place of the first fault");
    private final MultiGauge reloads = MultiGauge.builder("lineside.site.reloads")
            .description("Attempts since the start to put files of the site into force")
            .register(registry);

    /** Meters that tell ages by this clock. */
    public SiteMeters(Clock clock) {
        this.clock = clock;
    }

    private MultiGauge seconds(String name, String meaning) {
        return MultiGauge.builder(name).description(meaning).baseUnit("seconds").register(registry);
    }

    /** All gauges in Prometheus' text format. */
    public synchronized String scrape(ReloadState state) {
        age.register(List.of(MultiGauge.Row.of(Tags.empty(), since(state.since()))), true);
        faults.register(
                List.of(MultiGauge.Row.of(
                        Tags.empty(),
                        state.refusal().map(found -> found.faults().size()).orElse(0))),
                true);
        refused.register(
                state.refusal().stream()
                        .map(refusal -> MultiGauge.Row.of(place(refusal), since(refusal.since())))
                        .toList(),
                true);
        reloads.register(
                List.of(
                        MultiGauge.Row.of(Tags.of("outcome", "applied"), state.applied()),
                        MultiGauge.Row.of(Tags.of("outcome", "refused"), state.refused())),
                true);
        return registry.scrape();
    }

    private static Tags place(Refusal refusal) {
        Fault first = refusal.faults().get(0);
        return Tags.of(
                "file",
                first.file().toString(),
                "line",
                String.valueOf(first.line()),
                "column",
                String.valueOf(first.column()));
    }

    private double since(Instant at) {
        return Duration.between(at, clock.instant()).toMillis() / 1_000.0;
    }
}
