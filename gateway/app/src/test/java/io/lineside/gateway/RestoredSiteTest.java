package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.cli.Lineside;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup put back while the lines have gone on: the plant's ledger tells whether anything was made twice. */
class RestoredSiteTest extends SiteTestBase {
    private static final Duration PIECE = Duration.ofMillis(15);

    @TempDir
    private Path folder;

    @TempDir
    private Path backups;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, PIECE));
        awaitReady();
    }

    private Path backup() {
        return backups.resolve("lineside.db");
    }

    private void backUp() {
        assertThat(Lineside.run("backup", folder.toString(), backup().toString()))
                .isZero();
    }

    private void restore() {
        site.stopGateway();
        assertThat(Lineside.run("restore", folder.toString(), backup().toString()))
                .isZero();
        site.restartGateway();
    }

    private void awaitGlazing(String id, String states) {
        await().atMost(PATIENCE)
                .until(() -> operation(id, 0, "glaze").path("state").asText().matches(states));
    }

    @Test
    void whatTheLinesMadeAndForgotAfterTheBackupIsHeldAndNotMadeAgain() {
        // Given
        site.line("glaze-1").stop();
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        backUp();
        site.line("glaze-1").start();
        awaitState(id, "Completed");
        await().atMost(PATIENCE).until(() -> site.line("glaze-1").jobs().isEmpty());
        int made = site.made().size();

        // When
        restore();

        // Then
        awaitGlazing(id, "Held");
        assertThat(operation(id, 0, "glaze").path("reason").asText()).contains("put back from a backup");
        String later = platform.accepted(order(item(1, "white", "Bob", "gift")));
        awaitState(later, "Completed");
        assertThat(site.made()).hasSize(made + 2);
    }

    @Test
    void jobThatIsAtTheLineAndOnlyQueuedInTheBackupGoesOnThere() {
        // Given
        site.line("glaze-1").stop();
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        backUp();
        site.line("glaze-1").start();
        site.line("glaze-1").holdProduction(true);
        awaitGlazing(id, "Started|Running");

        // When
        restore();
        awaitGlazing(id, "Started|Running");
        site.line("glaze-1").holdProduction(false);

        // Then
        awaitGlazing(id, "Ended");
        assertThat(site.made(operation(id, 0, "glaze").path("jobOrder").asText()))
                .hasSize(3);
    }

    @Test
    void runningJobOfTheBackupThatEndedSinceIsNotMadeAgain() {
        // Given
        site.line("glaze-1").holdProduction(true);
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        awaitGlazing(id, "Started|Running");
        backUp();
        site.line("glaze-1").holdProduction(false);
        awaitState(id, "Completed");
        await().atMost(PATIENCE).until(() -> site.line("glaze-1").jobs().isEmpty());
        int made = site.made().size();

        // When
        restore();

        // Then
        awaitGlazing(id, "Held");
        assertThat(site.made()).hasSize(made);
    }

    @Test
    void readerOfTheFeedIsToldOfTheRestoreAndMeetsNoPositionTwice() {
        // Given
        site.line("glaze-1").stop();
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        backUp();
        platform.accepted(order(item(1, "white", "Bob", "gift")));
        JsonNode before = Platform.json(platform.get("/v1/changes?after=latest"));

        // When
        restore();

        // Then
        JsonNode page = Platform.json(
                platform.get("/v1/changes?after=" + before.path("cursor").asText()));
        assertThat(page.path("restoredAt").asText()).isNotEmpty();
        assertThat(page.path("events").path(0).path("type").asText()).isEqualTo("io.lineside.order.restored.v1");
        assertThat(page.path("events").path(0).path("subject").asText()).isEqualTo(id);
        assertThat(page.path("events").path(0).path("id").asLong())
                .isGreaterThan(before.path("cursor").asLong());
        JsonNode next = Platform.json(
                platform.get("/v1/changes?after=" + page.path("cursor").asText()));
        assertThat(next.path("restoredAt").isMissingNode()).isTrue();
    }

    @Test
    void platformThatResumesAfterARestoreDoesNotStandInForALookAtTheLine() {
        // Given
        site.line("glaze-1").stop();
        site.restartGateway(); // one that never reached the line can have sent it nothing
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        platform.post("/v1/orders/" + id + "/hold", "{}");
        awaitGlazing(id, "Held");
        backUp();

        // When
        restore();
        site.line("glaze-1").start();
        assertThat(platform.post("/v1/orders/" + id + "/resume", "{}").statusCode())
                .isEqualTo(200);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        operation(id, 0, "glaze").path("reason").asText())
                .contains("put back from a backup"));
        assertThat(site.made()).isEmpty();
    }

    @Test
    void storeOfARunningGatewayIsNotReplaced() {
        // Given
        String id = platform.accepted(order(item(1, "teal", "Ada", "gift")));
        backUp();

        // When
        int code = Lineside.run("restore", folder.toString(), backup().toString());

        // Then
        assertThat(code).isEqualTo(1);
        awaitState(id, "Completed");
    }
}
