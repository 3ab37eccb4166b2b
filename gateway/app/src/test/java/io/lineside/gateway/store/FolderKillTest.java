package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.Platform;
import io.lineside.gateway.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder of a whole gateway in a process of its own, which ends without a goodbye while it takes files. */
@EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
class FolderKillTest {
    private static final int FILES = 12;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Every moment between a file that lies there and one that is put away. */
    private static final List<CrashPoint> POINTS = List.of(
            CrashPoint.BEFORE_ORDER_ACCEPTED,
            CrashPoint.AFTER_ORDER_ACCEPTED,
            CrashPoint.DOCUMENT_ANSWERED,
            CrashPoint.RECEIPT_WRITTEN);

    @TempDir
    private Path folder;

    private Path site;

    @BeforeEach
    void prepare() throws IOException {
        site = LoneGateway.site(folder, "{ file: orders.db }");
        Files.writeString(
                site.resolve("doors.yaml"), "folders: [{ name: erp, tenant: default, path: inbox, every: PT0.1S }]\n");
        Files.createDirectories(site.resolve("inbox"));
    }

    @Test
    void everyFileIsOneOrderWhereverTheGatewayEnds() throws Exception {
        // Given
        for (int i = 0; i < FILES; i++) {
            // Orders without an id of their own: nothing but the key of the file tells that it was taken before.
            write(i, "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}");
        }

        // When
        for (CrashPoint point : POINTS) {
            try (var gateway = LoneGateway.start(site, "env", "JAVA_TOOL_OPTIONS=-Dlineside.crashAt=" + point + "#2")) {
                assertThat(gateway.exitCode()).as(gateway.output()).isEqualTo(CrashPoint.EXIT_CODE);
            }
        }

        // Then
        assertEveryFileIsOneOrder();
    }

    @Test
    void everyFileIsOneOrderHoweverOftenTheGatewayIsKilled() throws Exception {
        // Given
        for (int i = 0; i < FILES; i++) {
            write(i, "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"white\"}}]}");
        }

        // When
        for (int kill = 1; kill <= KILLS; kill++) {
            int some = kill;
            try (var gateway = LoneGateway.start(site)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                names("done").size() >= 2 * some || names(".").isEmpty());
                assertThat(gateway.output()).doesNotContain("ERROR");
            }
        }

        // Then
        assertEveryFileIsOneOrder();
    }

    private void assertEveryFileIsOneOrder() throws IOException {
        try (var gateway = LoneGateway.start(site)) {
            Platform platform = gateway.platform();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(names("done")).hasSize(2 * FILES));
            Set<String> told = new HashSet<>();
            for (int i = 0; i < FILES; i++) {
                Path receipt = site.resolve("inbox/done/order-" + i + ".json.receipt.json");
                told.add(JSON.readTree(Files.readString(receipt)).path("id").asText());
            }
            List<String> kept = new ArrayList<>();
            for (JsonNode order :
                    Platform.json(platform.get("/v1/orders?limit=100")).path("orders")) {
                kept.add(order.path("id").asText());
            }
            assertThat(kept).hasSize(FILES).containsExactlyInAnyOrderElementsOf(told);
            assertThat(names(".")).isEmpty();
            assertThat(names("rejected")).isEmpty();
            assertThat(Platform.json(gateway.management().get("/health"))
                            .at("/doors/erp/working")
                            .asBoolean())
                    .isTrue();
        }
    }

    private void write(int number, String order) throws IOException {
        Files.writeString(site.resolve("inbox/order-" + number + ".json"), order);
    }

    private List<String> names(String place) throws IOException {
        Path path = site.resolve("inbox").resolve(place);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
