package io.lineside.gateway.observe;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineMeasures;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the link to every line is, in numbers: gauges named {@code lineside.line.*}, tagged with the line's id. All of a
 * scrape are of one moment, and what a line can not tell has no sample. Thread-safe.
 */
public final class LineMeters {
    private static final String EQUIPMENT = "equipment";
    private static final Optional<String> NO_UNIT = Optional.empty();
    private static final Optional<String> SECONDS = Optional.of("seconds");
    private static final double MILLIS = 1_000.0;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Measured> gauges = new ArrayList<>();
    private final Clock clock;

    /** Meters that tell by this clock how long a certificate is still good. */
    public LineMeters(Clock clock) {
        this.clock = clock;
        gauge(
                "connected",
                "1 while the line can be asked and commanded, else 0",
                NO_UNIT,
                line -> of(line.connected() ? 1 : 0));
        gauge(
                "connect.failures",
                "Attempts to connect that failed since the link was last up",
                NO_UNIT,
                line -> of(line.measures().failedAttempts()));
        gauge(
                "connect.pause",
                "Wait before the next attempt to connect, 0 while the link is up",
                SECONDS,
                line -> of(seconds(line.measures().pause())));
        measure(
                "certificate.own.remaining",
                "Until the certificate ends that the gateway shows to the line",
                measures -> measures.gatewayCertificateUntil().map(this::remaining));
        measure(
                "certificate.remaining",
                "Until the certificate ends that the line last showed",
                measures -> measures.lineCertificateUntil().map(this::remaining));
        measure(
                "clock.offset",
                "How far the line's clock is ahead of the gateway's, negative for behind",
                measures -> measures.clockOffset().map(LineMeters::seconds));
        gauge(
                "requests.active",
                "Requests that wait for the line's answer",
                NO_UNIT,
                line -> line.measures().requestsInFlight().stream()
                        .mapToObj(count -> (double) count)
                        .findFirst());
    }

    /** One gauge of every line, and where its number comes from. */
    private record Measured(MultiGauge gauge, Function<LineHealth, Optional<Double>> number) {
        void read(Map<EquipmentId, LineHealth> lines) {
            var rows = new ArrayList<MultiGauge.Row<?>>();
            lines.forEach((line, health) -> number.apply(health)
                    .ifPresent(value -> rows.add(MultiGauge.Row.of(Tags.of(EQUIPMENT, line.value()), value))));
            gauge.register(rows, true);
        }
    }

    /** All gauges in Prometheus' text format, as the lines are in this moment. */
    public synchronized String scrape(Map<EquipmentId, LineHealth> lines) {
        gauges.forEach(gauge -> gauge.read(lines));
        return registry.scrape();
    }

    private void measure(String name, String meaning, Function<LineMeasures, Optional<Double>> seconds) {
        gauge(name, meaning, SECONDS, line -> seconds.apply(line.measures()));
    }

    private void gauge(
            String name, String meaning, Optional<String> unit, Function<LineHealth, Optional<Double>> number) {
        gauges.add(new Measured(
                MultiGauge.builder("lineside.line." + name)
                        .description(meaning)
                        .baseUnit(unit.orElse(null))
                        .register(registry),
                number));
    }

    private static Optional<Double> of(double number) {
        return Optional.of(number);
    }

    private double remaining(Instant until) {
        return seconds(Duration.between(clock.instant(), until));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
