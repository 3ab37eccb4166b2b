package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiMetersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ApiMeters meters = new ApiMeters(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void certificateIsToldInSecondsThatAreLeftAlsoWhenItIsOver() {
        assertThat(meters.scrape(Optional.of(NOW.plus(Duration.ofDays(2)))))
                .contains("lineside_api_certificate_remaining_seconds 172800.0");
        assertThat(meters.scrape(Optional.of(NOW.minusSeconds(5))))
                .contains("lineside_api_certificate_remaining_seconds -5.0");
    }

    @Test
    void apiWithoutCertificateHasNoSample() {
        // Given
        meters.scrape(Optional.of(NOW));
        // Then
        assertThat(meters.scrape(Optional.empty())).doesNotContain("lineside_api_certificate_remaining_seconds ");
    }
}
