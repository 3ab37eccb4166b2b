package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.notify.webhook.GivenReceiver;
import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.gateway.notify.webhook.GivenReceiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks of a whole gateway in a process of its own, which is killed with {@code kill -9} while it delivers. */
@EnabledIfSystemProperty(named = "lineside.test.chaos", matches = "true")
class WebhookKillTest {
    private static final String ONE =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    /** All that the gateway and what carries its requests have to say. */
    private static final String LOUD =
            "JAVA_TOOL_OPTIONS=-Dlineside.log.levels=io.lineside=debug,io.vertx=debug,io.netty=debug";

    private static final int KILLS = 3;
    private static final int ORDERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiKey key = ApiKey.make(new SecureRandom());
    private final GivenReceiver shop = new GivenReceiver();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingIsLostHoweverOftenTheGatewayIsKilled(@TempDir Path folder) throws Exception {
        // Given: a receiver that takes an event only when the test lets it, so that the kill comes in the middle.
        var permits = new Semaphore(0);
        shop.answers(request -> {
            permits.acquireUninterruptibly();
            return Reply.status(200);
        });
        Path site = LoneGateway.site(folder, "{ file: orders.db }");
        Files.writeString(site.resolve("hook.secret"), SECRET + "\n");
        platforms(site, "/hooks?token=t0psecret");

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            try (var gateway = LoneGateway.start(site)) {
                Platform platform = gateway.platform();
                for (int i = 0; i < ORDERS; i++) {
                    platform.accepted(ONE, "Authorization", "Bearer " + key.text());
                }
                int before = shop.requests().size();
                permits.release(5);
                await().atMost(PATIENCE).until(() -> shop.requests().size() >= before + 5);
                assertThat(gateway.output()).doesNotContain(SECRET.substring(6)).doesNotContain("t0psecret");
            }
        }
        permits.release(1_000_000);
        List<JsonNode> feed;
        try (var gateway = LoneGateway.start(site)) {
            feed = feed(gateway.platform());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ids(shop.taken())).hasSameSizeAs(feed));
        }

        // Then
        assertThat(feed.stream().map(event -> event.path("subject").asText()).distinct())
                .hasSize(KILLS * ORDERS);
        Map<String, JsonNode> known = new HashMap<>();
        feed.forEach(event -> known.put(event.path("id").asText(), event));
        Map<String, List<String>> arrived = new HashMap<>();
        for (Request request : shop.taken()) {
            assertThat(request.event()).isEqualTo(known.get(request.id()));
            List<String> order = arrived.computeIfAbsent(request.order(), of -> new ArrayList<>());
            if (!order.contains(request.id())) {
                order.add(request.id());
            }
        }
        Map<String, List<String>> happened = new HashMap<>();
        feed.forEach(event -> happened.computeIfAbsent(event.path("subject").asText(), of -> new ArrayList<>())
                .add(event.path("id").asText()));
        assertThat(arrived).isEqualTo(happened);
    }

    @Test
    void receiverThatIsWrittenIntoTheSiteIsToldWithoutARestartAndNoLogHasItsSecret(@TempDir Path folder)
            throws Exception {
        // Given
        Path site = LoneGateway.site(folder, "{ file: orders.db }");
        Files.writeString(site.resolve("hook.secret"), SECRET + "\n");
        platforms(site, "");
        try (var gateway = LoneGateway.start(site, "env", LOUD)) {
            Platform platform = gateway.platform();
            String bearer = "Bearer " + key.text();
            platform.accepted(ONE, "Authorization", bearer);

            // When
            platforms(site, "/hooks?token=t0psecret");
            await().atMost(PATIENCE)
                    .until(() -> Platform.json(platform.get("/v1/webhooks", "Authorization", bearer))
                                    .path("webhooks")
                                    .size()
                            == 1);
            String id = platform.accepted(ONE, "Authorization", bearer);

            // Then
            await().atMost(PATIENCE).until(() -> !shop.taken().isEmpty());
            assertThat(shop.taken()).allMatch(request -> request.order().equals(id));
            assertThat(gateway.output()).contains("webhook shop/status is new").doesNotContain(SECRET.substring(6));
        }
    }

    /** Writes who may order, and who is told, where there is a path. */
    private void platforms(Path site, String path) throws Exception {
        String known = "keys:\n  - { id: " + key.id()
                + ", tenant: shop, scopes: [orders:read, orders:write, webhooks:manage], sha256: \"" + key.sha256()
                + "\" }\n";
        String told = "webhooks:\n  - { id: status, tenant: shop, url: \""
                + shop.url().replace("/hooks", path)
                + "\", secrets: [\"${file:hook.secret}\"], allowHttp: true, allowPrivate: [127.0.0.0/8], timeout: PT1M }\n";
        Files.writeString(site.resolve("platforms.yaml"), path.isEmpty() ? known : known + told);
    }

    private List<JsonNode> feed(Platform platform) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        String cursor = "0";
        do {
            page = Platform.json(
                    platform.get("/v1/changes?limit=500&after=" + cursor, "Authorization", "Bearer " + key.text()));
            page.path("events").forEach(events::add);
            cursor = page.path("cursor").asText();
        } while (page.path("more").asBoolean());
        return events;
    }

    private static List<String> ids(List<Request> requests) {
        return requests.stream().map(Request::id).distinct().toList();
    }
}
