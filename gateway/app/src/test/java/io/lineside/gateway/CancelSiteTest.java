package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform cancels what a plant on real wires is making; the plant's ledger says what was really made. */
class CancelSiteTest extends SiteTestBase {
    private static final int PIECES = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, Duration.ofMillis(60)));
        awaitReady();
    }

    @Test
    void runningJobIsEndedAtTheLineAndWhatIsMadeGoesItsWay() {
        // Given
        String id = platform.accepted(order(item(PIECES, "teal", "Ada", "gift")));
        await().atMost(PATIENCE).until(() -> site.made().size() > 5);
        // When
        JsonNode answer = cancel(id);
        // Then
        assertThat(answer.path("cancelling").asInt()).isPositive();
        assertThat(answer.path("cancelled").asInt()).isZero();
        awaitState(id, "PartiallyCompleted");
        JsonNode item = item(id, 0);
        int glazed =
                site.made(operation(id, 0, "glaze").path("jobOrder").asText()).size();
        int packed =
                site.made(operation(id, 0, "pack").path("jobOrder").asText()).size();
        assertThat(glazed).isBetween(6, PIECES - 1).isEqualTo(packed);
        assertThat(item.path("finished").asInt()).isEqualTo(packed);
        assertThat(item.path("cancelled").asInt()).isEqualTo(PIECES - packed);
        assertThat(item.path("cancelling").asInt()).isZero();
        assertThat(item.path("missingBecause").asText())
                .isEqualTo(PIECES - packed + " piece(s) were cancelled by the platform");
        assertThat(operation(id, 0, "glaze").path("reason").asText())
                .isEqualTo((PIECES - glazed) + " of " + PIECES + " cancelled at the line, " + glazed + " already made");
    }

    @Test
    void jobThatWaitsAtTheLineIsTakenBackAndThereIsNothingToPack() {
        // Given
        site.line("glaze-1").holdProduction(true);
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText(), "Started"::equals);
        assertThat(possible(id).path("mayBeAsked").asInt()).isEqualTo(3);
        // When
        cancel(id);
        // Then
        awaitState(id, "Cancelled");
        assertThat(operation(id, 0, "pack").path("state").asText()).isEqualTo("Cancelled");
        assertThat(site.line("glaze-1").jobs()).isEmpty();
        assertThat(site.made()).isEmpty();
    }

    @Test
    void lineThatHangsIsAskedWhenItIsBack() {
        // Given
        String id = platform.accepted(order(item(PIECES, "teal", "Ada", "gift")));
        await().atMost(PATIENCE).until(() -> site.made().size() > 5);
        site.line("glaze-1").holdAnswers(true);
        // When
        JsonNode answer = cancel(id);
        assertThat(answer.path("cancelling").asInt()).isPositive();
        site.restartGateway();
        site.line("glaze-1").holdAnswers(false);
        // Then
        awaitState(id, "PartiallyCompleted");
        JsonNode item = item(id, 0);
        assertThat(item.path("finished").asInt() + item.path("cancelled").asInt())
                .isEqualTo(PIECES);
    }

    private JsonNode cancel(String id) {
        return Platform.json(platform.post("/v1/orders/" + id + "/cancel", "{}"))
                .path("items")
                .path(0);
    }

    private JsonNode possible(String id) {
        return Platform.json(platform.get("/v1/orders/" + id + "/actions"))
                .path("actions")
                .path(0)
                .path("items")
                .path(0);
    }
}
