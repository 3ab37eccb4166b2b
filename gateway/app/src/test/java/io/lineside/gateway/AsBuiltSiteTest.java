package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.ledger.MadePiece;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ordered = instructed = built: what lines say that they built is compared with what was ordered, on real wires. */
class AsBuiltSiteTest extends SiteTestBase {
    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        run(RunningSite.start(folder, Duration.ofMillis(100)));
        awaitReady();
    }

    @ParameterizedTest
    @CsvSource({
        "glaze-1, glaze, Color was told as 'teal' and built as 'teal?'",
        "pack-1, pack, Wrap was told as 'gift' and built as 'gift?'"
    })
    void jobThatALineBuildsOtherwiseIsEndedAndItsPiecesAreQuarantined(
            String line, String operation, String difference) {
        // Given
        site.line(line).behave(Map.of("results", "units", "buildsOther", true));
        // When
        String id = platform.accepted(order(item(40, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Quarantined");
        JsonNode job = operation(id, 0, operation);
        assertThat(job.path("state").asText()).isEqualTo("Quarantined");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        operation(id, 0, operation).path("reason").asText())
                .contains("another variant than the one ordered", difference, "the line has ended it"));
        String jobOrder = job.path("jobOrder").asText();
        await().atMost(PATIENCE).until(() -> site.line(line).jobs().stream()
                .anyMatch(made -> made.jobOrderId().equals(jobOrder) && made.state() == JobState.ABORTED));
        assertThat(site.made(jobOrder)).hasSizeLessThan(40);
        assertThat(Platform.json(platform.get("/v1/orders/" + id + "/units")).path("units"))
                .allSatisfy(unit -> assertThat(unit.path("state").asText()).isEqualTo("Quarantined"));
        assertThat(operator.get("/orders/" + id + "/explain").body()).contains(difference);
    }

    @Test
    void piecesThatLinesNameAreKeptBySerialAndScrapOfThemIsMadeAgainAtOnce() {
        // Given
        site.line("glaze-1").behave(Map.of("results", "units", "scrapEvery", 4));
        site.line("pack-1").behave(Map.of("results", "units"));
        // When
        String id = platform.accepted(order(item(6, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Completed");
        JsonNode units =
                Platform.json(platform.get("/v1/orders/" + id + "/units")).path("units");
        assertThat(units).hasSize(6).allSatisfy(unit -> {
            assertThat(unit.path("state").asText()).isEqualTo("Good");
            assertThat(unit.path("certain").asBoolean()).isTrue();
        });
        JsonNode fourth = Platform.json(platform.get("/v1/orders/" + id + "/units/" + id + "-1-00004"));
        assertThat(fourth.path("remake").asInt()).isEqualTo(1);
        assertThat(fourth.path("asBuilt"))
                .extracting(built -> built.path("operation").asText() + " "
                        + built.path("unit").asText())
                .containsExactly("glaze Scrap", "pack ", "glaze Good", "pack Good");
        JsonNode third = Platform.json(platform.get("/v1/orders/" + id + "/units/" + id + "-1-00003"));
        assertThat(third.path("asBuilt"))
                .extracting(built -> built.path("unit").asText())
                .containsExactly("Good", "Good");
        assertThat(site.made()).hasSize(6 + 1 + 6).filteredOn(MadePiece::scrap).hasSize(1);
    }

    @Test
    void jobThatALineBuildsAsToldIsFinished() {
        // Given
        site.line("glaze-1").behave(Map.of("results", "units"));
        site.line("pack-1").behave(Map.of("results", "units"));
        // When
        String id = platform.accepted(order(item(3, "teal", "Ada", "gift")));
        // Then
        awaitState(id, "Completed");
        assertMadeOnce(id);
    }
}
