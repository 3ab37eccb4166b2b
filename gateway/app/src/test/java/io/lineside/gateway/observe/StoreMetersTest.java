package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.StoreHealth;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoreMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final StoreMeters meters = new StoreMeters(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void diskBackupAndWarningsAreNumbers() {
        // When
        String text = meters.scrape(new StoreHealth(
                OptionalLong.of(5_000), 6_000, false, Optional.of(NOON.minusSeconds(90)), List.of("nearly full")));
        // Then
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "lineside_store_open 0.0",
                        "lineside_store_free_bytes 5000.0",
                        "lineside_store_reserve_bytes 6000.0",
                        "lineside_store_backup_age_seconds 90.0",
                        "lineside_store_warnings 1.0");
    }

    @Test
    void whatTheStoreCanNotTellHasNoSample() {
        // When
        String text = meters.scrape(new StoreHealth(OptionalLong.empty(), 0, true, Optional.empty(), List.of()));
        // Then
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactlyInAnyOrder(
                        "lineside_store_open 1.0", "lineside_store_reserve_bytes 0.0", "lineside_store_warnings 0.0");
    }
}
