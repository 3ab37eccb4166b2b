package io.lineside.gateway.observe;

import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.model.EquipmentId;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How many jobs of every line have been as they are for too long, and for how long the oldest. Thread-safe. */
public final class OverdueMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Clock clock;
    private final MultiGauge count = MultiGauge.builder("lineside.line.overdue")
            .description("Job orders that have been as they are for longer than the line's file allows")
            .register(registry);
    private final MultiGauge oldest = MultiGauge.builder("lineside.line.overdue.oldest")
            .description("How long the oldest of them has been as it is")
            .baseUnit("seconds")
            .register(registry);

    /** Meters that tell ages by this clock. */
    public OverdueMeters(Clock clock) {
        this.clock = clock;
    }

    /** Both gauges in Prometheus' text format; a line without overdue jobs has 0 of them, and no oldest one. */
    public synchronized String scrape(Collection<EquipmentId> lines, Map<EquipmentId, List<OverdueJob>> overdue) {
        var counts = new ArrayList<MultiGauge.Row<?>>();
        var ages = new ArrayList<MultiGauge.Row<?>>();
        for (EquipmentId line : lines) {
            Tags tags = Tags.of("equipment", line.value());
            List<OverdueJob> jobs = overdue.getOrDefault(line, List.of());
            counts.add(MultiGauge.Row.of(tags, jobs.size()));
            jobs.stream()
                    .findFirst()
                    .ifPresent(job -> ages.add(
                            MultiGauge.Row.of(tags, job.age(clock.instant()).toSeconds())));
        }
        count.register(counts, true);
        oldest.register(ages, true);
        return registry.scrape();
    }
}
