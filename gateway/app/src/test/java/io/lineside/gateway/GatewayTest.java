package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop, from a platform's order to the pieces that a simulated plant made, with one thing going wrong at a time. */
class GatewayTest extends SiteTestBase {
    private static final Duration PIECE = Duration.ofMillis(15);

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, PIECE));
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

    /** An order of two pieces that its line made while the gateway was stopped, and of which it will only say that it ended. */
    private String endedUnheard() {
        site.line("glaze-1")
                .behave(Map.of(
                        "missingMethods",
                        List.of("RequestJobResponseByJobOrderID", "RequestJobResponseByJobOrderState")));
        site.line("glaze-1").holdProduction(true);
        String id = platform.accepted(order(item(2, "teal", "Ada", "gift")));
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText().matches("Started|Running"));
        site.stopGateway();
        site.line("glaze-1").holdProduction(false);
        await().atMost(PATIENCE).until(() -> site.made().size() == 2);
        return id;
    }

    @Test
    void jobThatEndedWithoutAWordOfItsPiecesWaitsForAPersonWhoCountsThem() {
        // Given
        awaitReady();
        String id = endedUnheard();
        // When
        site.restartGateway();
        // Then
        awaitState(id, "Held");
        JsonNode glazing = operation(id, 0, "glaze");
        assertThat(glazing.path("reason").asText()).contains("not how many of 2 pieces it made");
        // And when
        operator.post(
                "/jobs/" + glazing.path("jobOrder").asText() + "/decisions",
                "{\"decision\":\"made\",\"good\":2,\"attempt\":1,\"by\":\"Ann\",\"why\":\"counted\"}");
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }

    @Test
    void jobOfALineThatNeverCountsIsMadeWhenItEnded() {
        // Given
        awaitReady();
        site.edit("lines/glaze-1.yaml", "capacity:", "quantities: assumed\ncapacity:");
        operator.post("/site/reload", "");
        awaitReady();
        String id = endedUnheard();
        // When
        site.restartGateway();
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
        String job = operation(id, 0, "glaze").path("jobOrder").asText();
        assertThat(operator.get("/jobs/" + job).body()).contains("\"quantities\":\"assumed\"");
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
        site.edit("lines/glaze-1.yaml", "requestTimeout: PT8S", "requestTimeout: PT2S");
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
    void jobThatNoLineCanMakeWaitsForAPersonWhoCancelsIt() {
        // Given
        site.edit("products/mug.yaml", "workMaster: glaze/2", "workMaster: glaze/9");
        site.restartGateway();
        // When
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Held");
        assertThat(operation(id, 0, "glaze").path("reason").asText()).contains("bit 32: invalid request");
        String job = operation(id, 0, "glaze").path("jobOrder").asText();
        operator.post(
                "/jobs/" + job + "/decisions",
                "{\"decision\":\"cancel\",\"attempt\":1,\"by\":\"Ann\",\"why\":\"no recipe\"}");
        awaitState(id, "Cancelled");
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
        var answer = waiting.join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=20");
        assertThat(answer.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(etag));
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
        // When
        await().atMost(PATIENCE).until(() -> !health("pack-1").path("connected").asBoolean());
        // Then
        assertThat(health("pack-1").path("detail").asText()).isNotBlank();
        assertThat(health("glaze-1").path("connected").asBoolean()).isTrue();
        assertThat(health("glaze-1").path("warnings").toString()).contains("insecure");
    }
}
