package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.simulator.ledger.MadePiece;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop, from a platform's order to the pieces that a simulated plant made, with one thing going wrong at a time. */
class GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PIECE = Duration.ofMillis(15);

    @TempDir
    private Path folder;

    private RunningSite site;
    private Platform platform;

    @BeforeEach
    void start() {
        site = RunningSite.start(folder, PIECE);
        platform = new Platform(site::api);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void orderIsMadeAsOrderedAndComesBackFinished() {
        // When
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
        JsonNode glaze = operation(id, 0, "glaze");
        assertThat(site.made(glaze.path("jobOrder").asText())).allSatisfy(piece -> assertThat(piece.parameters())
                .containsEntry("Color", "teal")
                .containsEntry("Text", "Ada")
                .containsEntry("Dwell", 11.0)
                .containsEntry("SpecDigest", item(id, 0).path("specDigest").asText()));
        JsonNode pack = operation(id, 0, "pack");
        assertThat(site.made(pack.path("jobOrder").asText()))
                .allSatisfy(piece -> assertThat(piece.parameters()).containsEntry("Wrap", "gift"));
    }

    @Test
    void progressIsCountedByItemAndOperation() {
        // When
        String id = platform.accepted(order(item(2, "teal", "Ada", "gift"), item(1, "white", "Bob", "carton")));
        // Then
        awaitState(id, "Completed");
        JsonNode order = platform.order(id);
        assertThat(order.path("progress").path("ordered").asInt()).isEqualTo(3);
        assertThat(order.path("progress").path("finished").asInt()).isEqualTo(3);
        assertThat(order.path("progress").path("percent").asInt()).isEqualTo(100);
        assertThat(item(id, 0).path("finished").asInt()).isEqualTo(2);
        assertThat(operation(id, 1, "pack").path("good").asInt()).isEqualTo(1);
        assertThat(operation(id, 0, "glaze").path("startedAt").asText()).isNotEmpty();
        assertThat(operation(id, 0, "glaze").path("endedAt").asText()).isNotEmpty();
    }

    @Test
    void packingStartsOnlyWhenGlazingHasEnded() {
        // Given
        site.line("glaze-1").holdProduction(true);
        String id = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText().matches("Started|Running"));
        assertThat(operation(id, 0, "pack").path("state").asText()).isEqualTo("Queued");
        // When
        site.line("glaze-1").holdProduction(false);
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void moreJobsThanTheLinesHoldAllGetDone() {
        // When
        String id = platform.accepted(order(IntStream.range(0, 12)
                .mapToObj(i -> item(2, "cobalt", "No " + i, "carton"))
                .toArray(String[]::new)));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void lineThatHoldsLessThanItsFileSaysRefusesAndGetsEverythingLater() {
        // Given
        site.edit("lines/glaze-1.yaml", "capacity: 4", "capacity: 9");
        site.restartGateway();
        // When
        String id = platform.accepted(order(IntStream.range(0, 9)
                .mapToObj(i -> item(1, "cobalt", "No " + i, "carton"))
                .toArray(String[]::new)));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void twoPhaseLineStoresThenStarts() {
        // Given
        site.edit("lines/glaze-1.yaml", "profile: A", "profile: B");
        site.restartGateway();
        // When
        String id = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void gatewayStoppedInTheMiddleGoesOnWhereItWas() {
        // Given
        String id = platform.accepted(order(item(20, "teal", "Ada", "gift"), item(20, "white", "Bob", "gift")));
        await().atMost(PATIENCE).until(() -> site.made().size() > 5);
        // When
        site.restartGateway();
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void jobsThatEndWhileTheGatewayIsAwayAreFoundFinished() {
        // Given
        String id = platform.accepted(order(item(5, "teal", "Ada", "gift")));
        await().atMost(PATIENCE).until(() -> !site.made().isEmpty());
        site.stopGateway();
        await().atMost(PATIENCE).until(() -> site.made().size() == 5);
        // When
        site.restartGateway();
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void crashedOpcUaLineGoesOnWhenItIsBack() {
        lineCrashesInTheMiddle("glaze-1");
    }

    @Test
    void crashedMqttLineGoesOnWhenItIsBack() {
        lineCrashesInTheMiddle("pack-1");
    }

    @Test
    void orderTakenWhileALineIsAwayWaitsForIt() {
        // Given
        site.line("glaze-1").stop();
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        assertThat(platform.state(id)).isEqualTo("Released");
        // When
        site.line("glaze-1").start();
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void silentLineLeavesAJobInDoubtUntilItAnswersAndNothingIsMadeTwice() {
        // Given
        site.edit("lines/glaze-1.yaml", "requestTimeout: PT8S", "requestTimeout: PT1S");
        site.restartGateway();
        awaitReady();
        site.line("glaze-1").holdAnswers(true);
        String id = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText().matches("InDoubt|Running|Ended"));
        // When
        site.line("glaze-1").holdAnswers(false);
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void jobThatTheLineCanNotMakeFailsTheOrderWithTheLinesWords() {
        // Given
        site.edit("products/mug.yaml", "workMaster: glaze/2", "workMaster: glaze/9");
        site.restartGateway();
        // When
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Failed");
        assertThat(operation(id, 0, "glaze").path("reason").asText()).contains("bit 32: invalid request");
        assertThat(operation(id, 0, "pack").path("state").asText()).isEqualTo("Cancelled");
        assertThat(site.made()).isEmpty();
    }

    @Test
    void longPollEndsWhenTheOrderChanges() {
        // Given
        awaitReady();
        site.line("glaze-1").holdProduction(true);
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText().matches("Started|Running"));
        String path = "/v1/orders/" + id;
        String etag = platform.get(path).headers().firstValue("ETag").orElseThrow();
        var waiting = platform.getLater(path, "If-None-Match", etag, "Prefer", "wait=20");
        // When
        site.line("glaze-1").holdProduction(false);
        // Then
        await().atMost(Duration.ofSeconds(15)).until(waiting::isDone);
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        assertThat(waiting.join().headers().firstValue("Preference-Applied")).contains("wait=20");
        assertThat(waiting.join().headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(etag));
    }

    @Test
    void finishedJobsAreClearedAtTheLines() {
        // When
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Completed");
        await().atMost(PATIENCE)
                .until(() -> site.line("glaze-1").jobs().isEmpty()
                        && site.line("pack-1").jobs().isEmpty());
    }

    @Test
    void healthNamesEveryLineAndTheReason() {
        // Given
        awaitReady();
        site.line("pack-1").stop();
        var operator = new Platform(site::management);
        // When
        await().atMost(PATIENCE)
                .until(() -> !health(operator, "pack-1").path("connected").asBoolean());
        // Then
        assertThat(health(operator, "pack-1").path("detail").asText()).isNotBlank();
        assertThat(health(operator, "glaze-1").path("connected").asBoolean()).isTrue();
        assertThat(health(operator, "glaze-1").path("warnings").toString()).contains("insecure");
    }

    private void lineCrashesInTheMiddle(String line) {
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

    private void awaitReady() {
        var operator = new Platform(site::management);
        await().atMost(PATIENCE).until(() -> Platform.json(operator.get("/health"))
                .path("status")
                .asText()
                .equals("UP"));
    }

    private static JsonNode health(Platform operator, String line) {
        return Platform.json(operator.get("/health")).path("lines").path(line);
    }

    private void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.state(id)).isEqualTo(state));
    }

    private JsonNode item(String id, int index) {
        return platform.order(id).path("items").path(index);
    }

    private JsonNode operation(String id, int item, String operation) {
        for (JsonNode candidate : item(id, item).path("operations")) {
            if (candidate.path("operation").asText().equals(operation)) {
                return candidate;
            }
        }
        throw new AssertionError("no operation " + operation + " in item " + item);
    }

    /** For every operation of every item: each ordered piece once, and nothing else. */
    private void assertMadeOnce(String id) {
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

    private static String order(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private static String item(int quantity, String color, String text, String wrap) {
        return """
                {"product":"mug","quantity":%d,"options":{"color":"%s","text":"%s"},"packaging":{"type":"%s"}}"""
                .formatted(quantity, color, text, wrap);
    }
}
