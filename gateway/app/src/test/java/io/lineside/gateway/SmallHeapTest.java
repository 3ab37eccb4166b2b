package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.plant.LineSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway process with a heap of 64 MB: what one request orders is no question of memory. */
class SmallHeapTest {
    private static String order(String name, int variants, int each, int letters) {
        return IntStream.range(0, variants)
                .mapToObj(i ->
                        """
                        {"product":"mug","quantity":%d,"options":{"color":"teal","text":"%s %d"},"packaging":{"type":"gift"}%s}"""
                                .formatted(each, name, i, " ".repeat(letters)))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    @Test
    void tenThousandPiecesInFiveHundredVariantsAreOneRequest(@TempDir Path folder) {
        // Given
        try (var site = CrashSite.prepare(
                folder, LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(20), "glaze/2"), file -> file)) {
            site.glazing().stop();
            site.startWithin("64m");
            Platform platform = site.platform();
            for (int i = 0; i < 5; i++) {
                String body = order("Ada " + i, 500, 20, 0);
                // When
                var judged = platform.post("/v1/feasibility", body);
                String id = platform.accepted(body);
                // Then
                assertThat(Platform.json(judged).path("feasible").asBoolean()).isTrue();
                assertThat(platform.order(id).path("progress").path("ordered").asInt())
                        .isEqualTo(10_000);
                assertThat(platform.order(id).path("items")).hasSize(500);
            }
            // When: as many items as an order may have, in a body almost as long as one may be
            String widest = order("Bob", 1_000, 10, 880);
            assertThat(widest.length()).isBetween(950_000, 1_000_000);
            String id = platform.accepted(widest);
            // Then
            assertThat(platform.order(id).path("items")).hasSize(1_000);
            assertThat(site.isAlive()).isTrue();
        }
    }
}
