package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site and the environment say about the log, of a whole gateway. */
class LogSiteTest {

    @TempDir
    private Path folder;

    @Test
    void levelsAndFormatOfTheSiteComeIntoForceWithoutARestart() throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        log(site, "{ format: text, level: error }");
        try (LoneGateway gateway = LoneGateway.start(site)) {
            gateway.platform();
            assertThat(said(gateway)).isEmpty();
            // When
            log(site, "{ format: json, level: info, levels: { io.lineside.gateway.reload: debug } }");
            // Then
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(said(gateway))
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"))
                    .anyMatch(line -> line.contains("\"message\":\"site changed: site.yaml is changed\"")));
        }
    }

    @Test
    void aSiteThatHasFaultsIsToldToProgramsInTheirTongue() throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        log(site, "{ format: jsn }");
        // When
        try (LoneGateway gateway = LoneGateway.start(site, "env", "LINESIDE_LOG=json")) {
            // Then
            assertThat(gateway.exitCode()).isEqualTo(3);
            assertThat(said(gateway)).singleElement().asString().contains("\"level\":\"ERROR\"", "log.format: is not");
        }
    }

    @Test
    void aWishThatNobodyUnderstandsStartsNothing() throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: data/orders.db }");
        // When
        try (LoneGateway gateway = LoneGateway.start(site, "env", "LINESIDE_LOG=xml")) {
            // Then
            assertThat(gateway.exitCode()).isEqualTo(2);
            assertThat(gateway.output()).contains("LINESIDE_LOG: is not a known value, was 'xml'; allowed: text, json");
        }
    }

    private static void log(Path site, String block) throws Exception {
        Path file = site.resolve("site.yaml");
        List<String> others = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("log:"))
                .toList();
        Files.writeString(file, String.join("\n", others) + "\nlog: " + block + "\n");
    }

    private static List<String> said(LoneGateway gateway) {
        return gateway.output()
                .lines()
                .filter(line -> !line.startsWith("NOTE: ") && !line.contains("lineside: ready"))
                .toList();
    }
}
