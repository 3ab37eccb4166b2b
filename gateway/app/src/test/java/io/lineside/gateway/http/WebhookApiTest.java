package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.Network;
import io.lineside.config.WebhookConfig;
import io.lineside.config.WebhookUrl;
import io.lineside.config.source.Position;
import io.lineside.config.source.Secret;
import io.lineside.gateway.Bench;
import io.lineside.gateway.Platform;
import io.lineside.gateway.notify.webhook.GivenReceiver;
import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /v1/webhooks}: what a platform sees and does of its receivers. */
class WebhookApiTest extends ApiTestBase {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final GivenReceiver shop = new GivenReceiver();

    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
        bench().webhooks
                .become(List.of(
                        webhook("status", Bench.TENANT, shop.url() + "?token=t0p"),
                        webhook("theirs", new TenantId("umbrella"), shop.url())));
        await().until(() -> bench().webhooks.all().size() == 2);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatAPlatformDoesWithAReceiverIsInTheAudit() {
        // When
        platform.post("/v1/webhooks/status/replay", "{\"after\":\"0\"}");
        platform.send(platform.request("/v1/webhooks/status/resume").POST(BodyPublishers.noBody()));
        platform.send(platform.request("/v1/webhooks/status/test").POST(BodyPublishers.noBody()));
        // Then
        JsonNode entries = Platform.json(operator.get("/audit")).path("entries");
        assertThat(entries.findValuesAsText("what"))
                .containsExactly("webhook-tested", "webhook-resumed", "webhook-replayed");
        assertThat(entries.path(0).path("who").asText()).isEqualTo("anybody on this machine");
        assertThat(entries.path(0).path("subject").asText()).isEqualTo("default/status");
    }

    @Test
    void receiverIsShownWithItsStateAndWithoutItsSecrets() {
        // Given
        String id = platform.accepted(ONE);
        awaitTaken(id);
        // When
        HttpResponse<String> answer = platform.get("/v1/webhooks");
        // Then
        JsonNode webhooks = Platform.json(answer).path("webhooks");
        assertThat(webhooks).singleElement().satisfies(webhook -> {
            assertThat(webhook.path("id").asText()).isEqualTo("status");
            assertThat(webhook.path("url").asText()).isEqualTo(shop.url());
            assertThat(webhook.path("state").asText()).isEqualTo("active");
            assertThat(webhook.path("events")).hasSize(EventType.values().length);
        });
        assertThat(answer.body()).doesNotContain("whsec_").doesNotContain("t0p").doesNotContain(SECRET.substring(6));
        assertThat(Platform.json(platform.get("/v1/webhooks/status"))
                        .path("lastDelivered")
                        .asText())
                .isNotEmpty();
        assertThat(Platform.json(operator.get("/health")).has("webhooks")).isFalse();
    }

    @Test
    void anotherTenantsReceiverIsNotThere() {
        // When
        var answer = platform.get("/v1/webhooks/theirs");
        // Then
        assertProblem(answer, 404, "no-such-webhook");
        assertProblem(platform.get("/v1/webhooks/theirs/deliveries"), 404, "no-such-webhook");
        assertProblem(platform.post("/v1/webhooks/theirs/replay", "{\"after\":\"0\"}"), 404, "no-such-webhook");
        assertProblem(postNothing("/v1/webhooks/theirs/resume"), 404, "no-such-webhook");
        assertProblem(postNothing("/v1/webhooks/theirs/test"), 404, "no-such-webhook");
        assertThat(shop.requests()).isEmpty();
    }

    @Test
    void deliveriesAreListedPageByPageTheLatestFirst() {
        // Given
        String id = platform.accepted(ONE);
        awaitTaken(id);
        int sent = shop.requests().size();
        await().until(() ->
                deliveries("/v1/webhooks/status/deliveries?limit=500").size() == sent);
        // When
        JsonNode first = Platform.json(platform.get("/v1/webhooks/status/deliveries?limit=2"));
        JsonNode second = Platform.json(platform.get(first.path("next").asText()));
        // Then
        assertThat(first.path("deliveries")).hasSize(2);
        assertThat(first.path("deliveries").path(0).path("event").asLong())
                .isGreaterThan(first.path("deliveries").path(1).path("event").asLong());
        assertThat(first.path("deliveries").path(0).path("outcome").asText()).isEqualTo("Delivered");
        assertThat(first.path("deliveries").path(0).path("status").asInt()).isEqualTo(204);
        assertThat(first.path("deliveries").path(0).path("order").asText()).isEqualTo(id);
        assertThat(second.path("deliveries").path(0).path("event").asLong())
                .isLessThan(first.path("deliveries").path(1).path("event").asLong());
    }

    @Test
    void eventsAreReplayedFromACursorWithTheSameIds() {
        // Given
        String id = platform.accepted(ONE);
        awaitTaken(id);
        int sent = shop.requests().size();
        await().until(() -> !Platform.json(platform.get("/v1/webhooks/status"))
                .path("cursor")
                .asText()
                .equals("0"));
        // When
        HttpResponse<String> answer = platform.post("/v1/webhooks/status/replay", "{\"after\":\"0\"}");
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(shop.requests()).hasSize(2 * sent));
        assertThat(shop.requests().subList(sent, 2 * sent).stream().map(GivenReceiver.Request::body))
                .isEqualTo(shop.requests().subList(0, sent).stream()
                        .map(GivenReceiver.Request::body)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                              | 400 | bad-json",
                "[]                             | 422 | replay-refused",
                "{}                             | 422 | replay-refused",
                "{\"after\":7}                  | 422 | replay-refused",
                "{\"after\":\"-1\"}             | 422 | replay-refused",
                "{\"after\":\"999999\"}         | 422 | replay-refused",
                "{\"since\":\"monday\"}         | 422 | replay-refused",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"after\":\"0\"} | 422 | replay-refused",
                "{\"from\":\"0\"}               | 422 | replay-refused"
            })
    void replayThatSaysNothingOrTooMuchIsRefused(String body, int status, String code) {
        // When
        var answer = platform.post("/v1/webhooks/status/replay", body);
        // Then
        assertProblem(answer, status, code);
    }

    @Test
    void testEventTellsWhatTheReceiverAnswered() {
        // Given
        shop.answers(request -> new Reply("HTTP/1.1 401 x\r\nContent-Length: 9\r\n\r\nwho's it?", false));
        // When
        JsonNode delivery = Platform.json(postNothing("/v1/webhooks/status/test"));
        // Then
        assertThat(delivery.path("outcome").asText()).isEqualTo("Failed");
        assertThat(delivery.path("status").asInt()).isEqualTo(401);
        assertThat(delivery.path("detail").asText()).isEqualTo("answered 401: who's it?");
        assertThat(shop.requests()).singleElement().satisfies(request -> assertThat(
                        request.event().path("type").asText())
                .isEqualTo("io.lineside.webhook.test.v1"));
    }

    @Test
    void receiverThatIsGoneShowsInHealthUntilItIsResumed() {
        // Given
        shop.answers(request -> Reply.status(410));
        String id = platform.accepted(ONE);
        await().until(() -> health().path("webhooks").has("default/status"));
        JsonNode trouble = health().path("webhooks").path("default/status");
        assertThat(trouble.path("state").asText()).isEqualTo("stopped");
        assertThat(trouble.path("detail").asText()).isEqualTo("answered 410");
        assertThat(health().path("status").asText()).isEqualTo("DEGRADED");
        // When
        shop.answers(request -> Reply.status(200));
        HttpResponse<String> answer = postNothing("/v1/webhooks/status/resume");
        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        awaitTaken(id);
        await().until(() -> !health().has("webhooks"));
    }

    private JsonNode health() {
        return Platform.json(operator.get("/health"));
    }

    private JsonNode deliveries(String path) {
        return Platform.json(platform.get(path)).path("deliveries");
    }

    private HttpResponse<String> postNothing(String path) {
        return platform.send(platform.request(path).POST(BodyPublishers.noBody()));
    }

    /** Waits until every event of an order that rests was taken. */
    private void awaitTaken(String order) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        shop.taken().stream().filter(request -> request.order().equals(order)))
                .hasSize(platform.order(order).path("revision").asInt()));
    }

    static WebhookConfig webhook(String id, TenantId tenant, String url) {
        return new WebhookConfig(
                id,
                tenant,
                WebhookUrl.parse(url),
                List.of(new Secret(SECRET)),
                EnumSet.allOf(EventType.class),
                new WebhookConfig.Reach(List.of(Network.parse("127.0.0.0/8")), true, Optional.empty()),
                Duration.ofSeconds(5),
                4,
                Duration.ofDays(1),
                Position.startOf(Path.of("platforms.yaml")));
    }
}
