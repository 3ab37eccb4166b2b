package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.crash.CrashPoint;
import io.lineside.simulator.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Orders on a topic of a real broker, for whole gateways in processes of their own, some of which end without a goodbye. */
@EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class TopicKillTest {
    private static final int ORDERS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Every moment between a message that came and its acknowledgement. */
    private static final List<CrashPoint> POINTS =
            List.of(CrashPoint.BEFORE_ORDER_ACCEPTED, CrashPoint.AFTER_ORDER_ACCEPTED, CrashPoint.DOCUMENT_ANSWERED);

    @TempDir
    private Path folder;

    private Path site;
    private Broker broker;
    private TopicSender sender;

    @BeforeEach
    void prepare() throws IOException {
        broker = Broker.start(0, folder.resolve("broker"));
        String uri = "tcp://127.0.0.1:" + broker.port();
        site = LoneGateway.site(folder.resolve("site"), "{ file: orders.db }");
        Files.writeString(
                site.resolve("doors.yaml"),
                "mqtt: [{ name: till, tenant: default, topic: shop/orders, replies: shop/replies, connection: { broker: \""
                        + uri + "\" } }]\n");
        sender = new TopicSender(uri);
    }

    @AfterEach
    void stop() {
        sender.close();
        broker.close();
    }

    @Test
    void everyMessageIsOneOrderWhereverTheGatewayEnds() throws IOException {
        // Given
        boolean sent = false;
        for (CrashPoint point : POINTS) {
            // When
            try (var gateway = LoneGateway.start(site, "env", "JAVA_TOOL_OPTIONS=-Dlineside.crashAt=" + point + "#3")) {
                if (!sent) {
                    awaitOpen(gateway);
                    // Without an id of their own: nothing but what they are tells that they were taken before.
                    for (int i = 0; i < ORDERS; i++) {
                        sender.send("order-" + i, order(i));
                    }
                    sent = true;
                }
                assertThat(gateway.exitCode()).as(gateway.output()).isEqualTo(CrashPoint.EXIT_CODE);
            }
        }
        // Then
        try (var gateway = LoneGateway.start(site)) {
            awaitOpen(gateway);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sender.replies()).hasSize(ORDERS));
            Set<String> told = new HashSet<>();
            sender.replies().values().forEach(reply -> told.add(reply.path("id").asText()));
            assertThat(told).hasSize(ORDERS).isEqualTo(orders(gateway.platform()));
        }
    }

    @Test
    void repliesSayWhatBecameOfEach() throws IOException {
        // Given
        try (var gateway = LoneGateway.start(site)) {
            awaitOpen(gateway);
            // When
            sender.send("good", order(1), "key-1");
            // Many are under way at once: which of them is the first with its key is to be known here.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sender.replies()).hasSize(1));
            sender.send("again", order(1), "key-1");
            sender.send("other", order(2), "key-1");
            sender.send("wrong", order(3).replace("color", "colour"));
            sender.send("garbled", "{\"items\":");
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(sender.replies()).hasSize(5));
            JsonNode good = reply("good");
            assertThat(reply("again").path("id")).isEqualTo(good.path("id"));
            assertThat(type("other")).isEqualTo("urn:lineside:problem:idempotency-key-reused");
            assertThat(type("garbled")).isEqualTo("urn:lineside:problem:bad-json");
            assertThat(type("wrong")).isEqualTo("urn:lineside:problem:order-refused");
            assertThat(reply("wrong").at("/errors/0/pointer").asText()).isEqualTo("/items/0/options/colour");
            assertThat(orders(gateway.platform()))
                    .containsExactly(good.path("id").asText());
        }
    }

    private JsonNode reply(String name) {
        return Objects.requireNonNull(sender.replies().get(name), name);
    }

    private String type(String name) {
        return reply(name).path("type").asText();
    }

    private static void awaitOpen(LoneGateway gateway) {
        Platform operator = gateway.management();
        await().atMost(PATIENCE).until(() -> Platform.json(operator.get("/health"))
                .at("/doors/till/working")
                .asBoolean());
    }

    private static String order(int number) {
        return "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\",\"text\":\"no " + number
                + "\"}}]}";
    }

    private static Set<String> orders(Platform platform) {
        Set<String> ids = new HashSet<>();
        Platform.json(platform.get("/v1/orders?limit=100"))
                .path("orders")
                .forEach(order -> ids.add(order.path("id").asText()));
        return ids;
    }
}
