package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.simulator.ledger.MadePiece;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A whole site in this process, the platform that orders from it, and the ledger that says what was really made. */
@SuppressWarnings("NullAway.Init") // Every test runs a site first.
abstract class SiteTestBase {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    RunningSite site;
    Platform platform;
    Platform operator;

    void run(RunningSite started) {
        site = started;
        platform = new Platform(started::api);
        operator = new Platform(started::management);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    void lineCrashesInTheMiddle(String line) {
        // Given
        String id = platform.accepted(order(item(15, "teal", "Ada", "gift"), item(15, "white", "Bob", "gift")));
        await().atMost(PATIENCE)
                .until(() ->
                        site.made().stream().filter(p -> p.line().equals(line)).count() > 3);
        // When
        site.line(line).crash();
        site.line(line).start();
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    void awaitReady() {
        await().atMost(PATIENCE).until(() -> Platform.json(operator.get("/health"))
                .path("status")
                .asText()
                .equals("UP"));
    }

    JsonNode health(String line) {
        return Platform.json(operator.get("/health")).path("lines").path(line);
    }

    void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.state(id)).isEqualTo(state));
    }

    JsonNode item(String id, int index) {
        return platform.order(id).path("items").path(index);
    }

    JsonNode operation(String id, int item, String operation) {
        for (JsonNode candidate : item(id, item).path("operations")) {
            if (candidate.path("operation").asText().equals(operation)) {
                return candidate;
            }
        }
        throw new AssertionError("no operation " + operation + " in item " + item);
    }

    /** For every operation of every item: each ordered piece once, and nothing else. */
    void assertMadeOnce(String id) {
        int expected = 0;
        for (JsonNode item : platform.order(id).path("items")) {
            int quantity = item.path("quantity").asInt();
            for (JsonNode operation : item.path("operations")) {
                expected += quantity;
                assertThat(site.made(operation.path("jobOrder").asText()))
                        .extracting(MadePiece::unit)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, quantity).boxed().toList());
            }
        }
        assertThat(site.made()).hasSize(expected);
    }

    static String order(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    static String item(int quantity, String color, String text, String wrap) {
        return """
                {"product":"mug","quantity":%d,"options":{"color":"%s","text":"%s"},"packaging":{"type":"%s"}}"""
                .formatted(quantity, color, text, wrap);
    }
}
