package io.lineside.gateway.observe;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;

/** Whether the doors beside the platform API work, and what went out through them. Thread-safe. */
public final class DoorMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge working = MultiGauge.builder("lineside.door.working")
            .description("1 while nothing is wrong with a door, 0 while it is tried on")
            .register(registry);
    private final MultiGauge sent = MultiGauge.builder("lineside.door.events.sent")
            .description("Events since the start that the brokers of a door have")
            .register(registry);

    /**
     * All gauges in Prometheus' text format; nothing for a site without doors.
     *
     * @param doors what is wrong with each, by its name
     * @param events that went out, by the name of the door
     */
    public synchronized String scrape(Map<String, Optional<String>> doors, Map<String, Long> events) {
        working.register(
                doors.entrySet().stream()
                        .map(door -> MultiGauge.Row.of(
                                Tags.of("door", door.getKey()), door.getValue().isEmpty() ? 1 : 0))
                        .toList(),
                true);
        sent.register(
                events.entrySet().stream()
                        .map(door -> MultiGauge.Row.of(Tags.of("door", door.getKey()), door.getValue()))
                        .toList(),
                true);
        return registry.scrape();
    }
}
