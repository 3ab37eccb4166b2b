package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.simulator.plant.LineSpec;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console of a large plant in Chromium: 500 lines, of which 25 work and the others are not there, and 10,000 open orders.
 * What it costs is printed; what must not grow with the plant is asserted.
 */
@EnabledIfSystemProperty(named = ConsoleFiles.PROGRAMS, matches = ".+")
class ConsoleScaleBrowserTest extends SiteTestBase {
    private static final int LINES = 500;
    private static final int WORKING = 23;
    private static final int ORDERS = 10_000;
    private static final int OF_A_REQUEST = 2_500;
    private static final Duration LOAD = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        var files = new ConsoleFiles(folder);
        // The demo has two.
        IntStream.rangeClosed(3, LINES).forEach(number -> files.line(id(number), "glazing"));
        List<LineSpec> there = IntStream.rangeClosed(3, WORKING + 2)
                .mapToObj(number -> LineSpec.mqtt(
                        id(number), "acme/north/finishing/" + id(number), 4, Duration.ofMillis(900), "glaze/2"))
                .toList();
        run(RunningSite.startWith(folder, there, Duration.ofMillis(900)));
    }

    @Test
    void fiveHundredLinesAndTenThousandOpenOrdersCostTheBrowserNoMoreThanAFew() throws Exception {
        // Given
        for (int first = 0; first < ORDERS; first += OF_A_REQUEST) {
            accept(first);
        }
        await().atMost(LOAD).until(() -> totals().path("connected").asInt() == WORKING + 2);
        assertThat(open()).isGreaterThan(ORDERS - 1_500);
        // When
        int exit = ConsoleFiles.look(
                "scale.mjs", site.management().toString(), ConsoleFiles.PICTURES.toString(), Integer.toString(LINES));
        // Then
        assertThat(exit).isZero();
        assertThat(open()).isGreaterThan(ORDERS - 4_000);
    }

    private static String id(int number) {
        return "cell-%03d".formatted(number);
    }

    private void accept(int first) {
        String body = IntStream.range(first, first + OF_A_REQUEST)
                .mapToObj(number -> "{\"externalId\":\"shop-" + number
                        + "\",\"items\":[{\"product\":\"mug\",\"quantity\":2,\"options\":{\"color\":\"teal\"}}]}")
                .collect(Collectors.joining("\n"));
        HttpResponse<String> answer = platform.send(platform.request("/v1/orders/bulk")
                .header("Content-Type", "application/x-ndjson")
                .timeout(LOAD)
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.body().lines().filter(line -> line.contains("\"acceptedAt\"")))
                .hasSize(OF_A_REQUEST);
    }

    private int open() {
        int open = 0;
        for (JsonNode count : totals().path("orders")) {
            open += count.asInt();
        }
        return open;
    }

    private JsonNode totals() {
        return Platform.json(operator.get("/board/lines?size=1")).path("totals");
    }
}
