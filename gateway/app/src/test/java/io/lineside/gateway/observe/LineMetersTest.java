package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineMeasures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class LineMetersTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");

    private final LineMeters meters = new LineMeters(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void lineThatMeasuresNothingHasOnlyWhatEveryLineHas() {
        // When
        String text = meters.scrape(Map.of(GLAZE, new LineHealth(true, "fine", Optional.empty(), List.of())));
        // Then
        assertThat(samples(text))
                .containsExactlyInAnyOrder(
                        "lineside_line_connected{equipment=\"glaze-1\"} 1.0",
                        "lineside_line_connect_failures{equipment=\"glaze-1\"} 0.0",
                        "lineside_line_connect_pause_seconds{equipment=\"glaze-1\"} 0.0");
    }

    @Test
    void everyMeasureHasItsGaugeInBaseUnits() {
        // Given
        var measures = new LineMeasures(
                7,
                Duration.ofMillis(2_500),
                Optional.of(NOW.plus(Duration.ofDays(2))),
                Optional.of(NOW.minusSeconds(90)),
                Optional.of(Duration.ofMillis(-1_250)),
                OptionalInt.of(3));
        // When
        String text =
                meters.scrape(Map.of(GLAZE, new LineHealth(false, "away", Optional.empty(), List.of(), measures)));
        // Then
        assertThat(samples(text))
                .containsExactlyInAnyOrder(
                        "lineside_line_connected{equipment=\"glaze-1\"} 0.0",
                        "lineside_line_connect_failures{equipment=\"glaze-1\"} 7.0",
                        "lineside_line_connect_pause_seconds{equipment=\"glaze-1\"} 2.5",
                        "lineside_line_certificate_own_remaining_seconds{equipment=\"glaze-1\"} 172800.0",
                        "lineside_line_certificate_remaining_seconds{equipment=\"glaze-1\"} -90.0",
                        "lineside_line_clock_offset_seconds{equipment=\"glaze-1\"} -1.25",
                        "lineside_line_requests_active{equipment=\"glaze-1\"} 3.0");
    }

    @Test
    void scrapeTellsOfThisMomentAlone() {
        // Given
        var known = new LineMeasures(
                0,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(1)),
                OptionalInt.empty());
        meters.scrape(Map.of(GLAZE, new LineHealth(true, "fine", Optional.empty(), List.of(), known)));
        // When
        String text = meters.scrape(Map.of(GLAZE, new LineHealth(false, "away", Optional.empty(), List.of())));
        // Then
        assertThat(samples(text))
                .contains("lineside_line_connected{equipment=\"glaze-1\"} 0.0")
                .noneMatch(sample -> sample.contains("clock_offset"));
    }

    private static List<String> samples(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
