package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.plant.LineSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.function.IntFunction;
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

    @Test
    void bodyOfManyTimesTheHeapIsTakenRowByRow(@TempDir Path folder) {
        // Given
        try (var site = CrashSite.prepare(
                folder, LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(20), "glaze/2"), file -> file)) {
            site.glazing().stop();
            site.startWithin("64m");
            Platform platform = site.platform();
            String refused = "{\"items\":" + " ".repeat(200_000) + "\n";
            // When
            var answer = platform.send(platform.request("/v1/orders/bulk", "Idempotency-Key", "k")
                    .timeout(Duration.ofMinutes(3))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                            rows(i -> i % 10 == 0 ? order("Ada " + i, 1, 1, 200_000) + "\n" : refused)))));
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().lines()).hasSize(1_000);
            assertThat(answer.body().lines().filter(row -> row.contains("\"status\":201,")))
                    .hasSize(100);
            assertThat(site.isAlive()).isTrue();
        }
    }

    @SuppressWarnings("JdkObsolete") // It is what SequenceInputStream reads from.
    private static Enumeration<InputStream> rows(IntFunction<String> row) {
        var rows = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> (InputStream) new ByteArrayInputStream(row.apply(i).getBytes(StandardCharsets.UTF_8)))
                .iterator();
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return rows.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return rows.next();
            }
        };
    }
}
