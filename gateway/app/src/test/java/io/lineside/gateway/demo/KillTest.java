package io.lineside.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of whole processes in the middle of an order of 200 pieces; the plant's ledger is the judge. */
@EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
class KillTest {
    private static final Path DEMO = Path.of("../../config/sites/demo");
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    private static final String TIME_SCALE = "500";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PIECES = 200;

    @TempDir
    private Path folder;

    private final ApiClient client = new ApiClient();
    private DemoSite site;
    private ChildProgram plant;
    private ChildProgram gateway;

    @BeforeEach
    void start() {
        site = DemoSite.prepare(DEMO, folder.resolve("site"), said -> {});
        plant = startPlant();
        gateway = startGateway();
        plant.awaitReady();
        gateway.awaitReady();
    }

    @AfterEach
    void stop() {
        gateway.close();
        plant.close();
    }

    @Test
    void gatewayKilledThreeTimesFinishesTheOrderWithEveryPieceMadeOnce() throws IOException {
        // Given
        FollowedOrder order = submit();
        // When
        for (int made : new int[] {30, 100, 220}) {
            awaitMade(made);
            kill(gateway);
            gateway = startGateway();
            gateway.awaitReady();
        }
        // Then
        assertFinishedAndMadeOnce(order);
    }

    @Test
    void plantAndBrokerKilledFinishTheOrderWithEveryPieceMadeOnce() throws IOException {
        // Given
        FollowedOrder order = submit();
        // When
        for (int made : new int[] {30, 150}) {
            awaitMade(made);
            kill(plant);
            plant = startPlant();
            plant.awaitReady();
        }
        // Then
        assertFinishedAndMadeOnce(order);
    }

    @Test
    void acknowledgedOrderSurvivesAKillAtOnce() throws IOException {
        // Given
        FollowedOrder order = submit();
        // When
        kill(gateway);
        gateway = startGateway();
        gateway.awaitReady();
        // Then
        assertFinishedAndMadeOnce(order);
    }

    private void assertFinishedAndMadeOnce(FollowedOrder order) {
        JsonNode ended =
                order.follow().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(ended.path("state").asText()).isEqualTo("Completed");
        var audit = new MadeAudit(client.get(made()));
        assertThat(audit.differences(order.ordered(), ended)).isEmpty();
        assertThat(audit.strangers(List.of(ended))).isEmpty();
        assertThat(audit.pieces()).isEqualTo(2 * PIECES);
    }

    private FollowedOrder submit() throws IOException {
        String body = Files.readString(DEMO.resolve("orders/two-hundred.json"));
        var answer = client.submit(api().resolve("/v1/orders"), "kill", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        URI status = api().resolve(ApiClient.json(answer.body()).path("status").asText());
        return new FollowedOrder("order", ApiClient.json(body), status, client);
    }

    private void awaitMade(int pieces) {
        await().atMost(PATIENCE).until(() -> client.get(made()).lines().count() >= pieces);
    }

    private static void kill(ChildProgram program) {
        ProcessHandle process = ProcessHandle.of(program.pid()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private URI api() {
        return URI.create("http://127.0.0.1:" + site.port(DemoSite.API));
    }

    private URI made() {
        return URI.create("http://127.0.0.1:" + site.port(DemoSite.CONTROL) + "/made");
    }

    private ChildProgram startPlant() {
        return ChildProgram.start(
                "plant",
                folder.resolve("plant.log"),
                CLASS_PATH,
                "io.lineside.simulator.cli.SimulatorMain",
                List.of("run", site.folder().resolve("plant.yaml").toString(), "--time-scale", TIME_SCALE));
    }

    private ChildProgram startGateway() {
        return ChildProgram.start(
                "gateway",
                folder.resolve("gateway.log"),
                CLASS_PATH,
                "io.lineside.gateway.cli.LinesideMain",
                List.of("run", site.folder().toString()));
    }
}
