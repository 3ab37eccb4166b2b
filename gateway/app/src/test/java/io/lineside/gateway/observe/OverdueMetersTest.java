package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.store.WaitingJob;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.JobPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OverdueMetersTest {
    private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");
    private static final EquipmentId PACK = new EquipmentId("pack-1");

    private final OverdueMeters meters = new OverdueMeters(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void everyLineHasItsCountAndThoseWithOverdueJobsTheAgeOfTheOldest() {
        // Given
        List<OverdueJob> late = List.of(overdue(Duration.ofMinutes(90)), overdue(Duration.ofMinutes(70)));
        // When
        String text = meters.scrape(List.of(GLAZE, PACK), Map.of(GLAZE, late));
        String later = meters.scrape(List.of(GLAZE, PACK), Map.of());
        // Then
        assertThat(samples(text))
                .containsExactlyInAnyOrder(
                        "lineside_line_overdue{equipment=\"glaze-1\"} 2.0",
                        "lineside_line_overdue{equipment=\"pack-1\"} 0.0",
                        "lineside_line_overdue_oldest_seconds{equipment=\"glaze-1\"} 5400.0");
        assertThat(samples(later))
                .containsExactlyInAnyOrder(
                        "lineside_line_overdue{equipment=\"glaze-1\"} 0.0",
                        "lineside_line_overdue{equipment=\"pack-1\"} 0.0");
    }

    private static OverdueJob overdue(Duration age) {
        Instant since = NOW.minus(age);
        return new OverdueJob(new WaitingJob(Jobs.in(JobPhase.HELD), since), since, Duration.ofHours(1));
    }

    private static List<String> samples(String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
}
