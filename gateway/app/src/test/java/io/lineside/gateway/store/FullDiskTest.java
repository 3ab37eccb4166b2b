package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.RunningSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full for real: the property names a small file system of its own, for instance a tmpfs of 48 MB. */
@EnabledIfSystemProperty(named = "lineside.test.smallDisk", matches = ".+")
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BLOCK = 4_096;

    private Path folder;
    private Path ballast;

    @BeforeEach
    void prepare() throws IOException {
        Path disk = Path.of(System.getProperty("lineside.test.smallDisk"));
        folder = Files.createTempDirectory(disk, "full-disk");
        ballast = folder.resolve("ballast");
        assertThat(Files.getFileStore(disk).getTotalSpace()).isLessThan(200_000_000);
    }

    @AfterEach
    void empty() throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Takes up the disk until no more than this is left. */
    private void fill(long left) throws IOException {
        try (var file = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(folder).getUsableSpace() > left) {
                file.write(new byte[BLOCK]);
            }
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(ballast);
    }

    @Test
    void sameProcessGoesOnWhenTheFullDiskHasRoomAgain() throws Exception {
        // Given
        var file = folder.resolve("orders.db");
        List<String> acknowledged = new ArrayList<>();
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            fill(300_000);

            // When
            assertThatThrownBy(() -> {
                        for (int i = 1; i < 10_000; i++) {
                            acknowledged.add(now(store.accept(Orders.manyJobs("a" + i, 20)))
                                    .id()
                                    .value());
                        }
                    })
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("SQLITE_FULL");
            makeRoom();
            for (int i = 1; i < 10; i++) {
                acknowledged.add(
                        now(store.accept(Orders.manyJobs("b" + i, 20))).id().value());
            }
        }

        // Then
        assertThat(acknowledged).hasSizeGreaterThan(10);
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            for (var id : acknowledged) {
                assertThat(now(store.find(TENANT, Orders.id(id)))).as(id).isPresent();
            }
        }
        assertThat(StoreFile.audit(file)).isEmpty();
    }

    @Test
    void gatewayOnAFullDiskRefusesOrdersReadsOnAndComesBackByItself(@TempDir Path elsewhere) throws Exception {
        // Given
        String store = "{ file: " + folder.resolve("lineside.db") + ", reserve: 2MB }";
        List<String> acknowledged = new ArrayList<>();
        Path site = LoneGateway.site(elsewhere, store);
        try (var gateway = LoneGateway.start(site)) {
            Platform platform = gateway.platform();
            for (int i = 0; i < 20; i++) {
                acknowledged.add(platform.accepted(FailingDiskTest.order()));
            }

            // When
            fill(0);
            await().atMost(PATIENCE)
                    .until(() -> !health(gateway).path("takesOrders").asBoolean());
            var refused = platform.submit(FailingDiskTest.order());

            // Then
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Retry-After")).contains("60");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(Platform.json(refused).path("type").asText())
                    .isEqualTo("urn:lineside:problem:insufficient-storage");
            assertThat(health(gateway).path("freeBytes").asLong()).isLessThan(BLOCK);
            assertThat(platform.state(acknowledged.get(0))).isEqualTo("Released");
            makeRoom();
            await().atMost(PATIENCE)
                    .until(() -> health(gateway).path("takesOrders").asBoolean());
            acknowledged.add(platform.accepted(FailingDiskTest.order()));
        }
        try (var gateway = LoneGateway.start(site)) {
            Platform platform = gateway.platform();
            assertThat(acknowledged)
                    .allSatisfy(id -> assertThat(platform.state(id)).isEqualTo("Released"));
        }
    }

    @Test
    void lineReportsAreKeptWhileNoOrderIsTaken() throws Exception {
        // Given
        try (var site = RunningSite.start(folder, Duration.ofMillis(150))) {
            site.edit("site.yaml", "store: { file: data/lineside.db }", "store: { reserve: 12MB }");
            site.restartGateway();
            var platform = new Platform(site::api);
            String id = platform.accepted(FailingDiskTest.order().replace("\"quantity\":1,", "\"quantity\":20,"));
            await().atMost(PATIENCE).until(() -> !site.made().isEmpty());
            site.line("glaze-1").holdProduction(true);

            // When
            fill(8_000_000);
            await().atMost(PATIENCE)
                    .until(() -> platform.submit(FailingDiskTest.order()).statusCode() == 507);

            // Then
            assertThat(platform.state(id)).isEqualTo("InProgress");
            site.line("glaze-1").holdProduction(false);
            await().atMost(PATIENCE).until(() -> platform.state(id).equals("Completed"));
            assertThat(platform.submit(FailingDiskTest.order()).statusCode()).isEqualTo(507);
            makeRoom();
            await().atMost(PATIENCE)
                    .until(() -> platform.submit(FailingDiskTest.order()).statusCode() == 201);
        }
    }

    private static JsonNode health(LoneGateway gateway) {
        return Platform.json(gateway.management().get("/health")).path("store");
    }
}
