package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoorMetersTest {
    /** All that these meters can say. */
    static String everything() {
        return new DoorMeters().scrape(Map.of("bus", Optional.empty()), Map.of("bus", 7L));
    }

    @Test
    void doorHasWhetherItWorksAndWhatItHasSent() {
        // Given
        var meters = new DoorMeters();
        // When
        String text = meters.scrape(
                Map.of("bus", Optional.empty(), "files", Optional.of("can not be read")), Map.of("bus", 7L));
        // Then
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "lineside_door_working{door=\"bus\"} 1.0",
                        "lineside_door_working{door=\"files\"} 0.0",
                        "lineside_door_events_sent{door=\"bus\"} 7.0");
        assertThat(meters.scrape(Map.of(), Map.of())).doesNotContain("door=");
    }
}
