package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Bench;
import io.lineside.gateway.Platform;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /v1/changes}: everything that happened to a platform's orders, once and in order. */
class FeedApiTest extends ApiTestBase {
    /** {@code -Dlineside.test.pollers=10000} for the size that is promised. */
    private static final int POLLERS = Integer.getInteger("lineside.test.pollers", 500);

    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
    }

    @Test
    void everyEventOfEveryOrderComesOnceAndInOrder() {
        // Given
        for (int i = 0; i < 4; i++) {
            platform.accepted(ONE);
        }
        // When
        List<JsonNode> events = read("/v1/changes?limit=3");
        // Then
        assertThat(events.stream().map(event -> event.path("id").asLong()))
                .isSorted()
                .doesNotHaveDuplicates();
        Map<String, Long> revisions = new HashMap<>();
        events.forEach(event -> assertThat(event.path("data").path("revision").asLong())
                .isEqualTo(revisions.merge(event.path("subject").asText(), 1L, Long::sum)));
        assertThat(revisions).hasSize(4);
        revisions.forEach((order, last) ->
                assertThat(platform.order(order).path("revision").asLong()).isEqualTo(last));
    }

    @Test
    void eventSaysWhatPlatformsKnowTheOrderBy() {
        // Given
        String id = platform.accepted(ONE.replace("{\"items\"", "{\"externalId\":\"shop-9\",\"items\""));
        // When
        JsonNode event = read("/v1/changes").get(0);
        // Then
        assertThat(event.path("type").asText()).isEqualTo("io.lineside.order.accepted.v1");
        assertThat(event.path("subject").asText()).isEqualTo(id);
        assertThat(event.path("data").path("externalId").asText()).isEqualTo("shop-9");
        assertThat(event.path("data").path("state").asText()).isEqualTo("Accepted");
    }

    @Test
    void pollThatWaitsIsAnsweredByTheNextOrder() {
        // Given
        String cursor = cursor("/v1/changes?after=latest");
        var waiting = platform.getLater("/v1/changes?after=" + cursor, "Prefer", "wait=25");
        awaitFeedWaiters(1);
        // When
        String id = platform.accepted(ONE);
        // Then
        JsonNode page = Platform.json(waiting.join());
        assertThat(page.path("events").path(0).path("subject").asText()).isEqualTo(id);
        assertThat(waiting.join().headers().firstValue("Preference-Applied")).contains("wait=25");
        awaitFeedWaiters(0);
    }

    @Test
    void pollThatWaitsForAFewEventsGetsNoMoreAndMissesNone() {
        // Given
        String cursor = cursor("/v1/changes?after=latest");
        var waiting = platform.getLater("/v1/changes?limit=2&after=" + cursor, "Prefer", "wait=25");
        awaitFeedWaiters(1);
        // When
        String id = platform.accepted(ONE);
        // Then
        JsonNode page = Platform.json(waiting.join());
        assertThat(page.path("events")).hasSize(2);
        assertThat(page.path("more").asBoolean()).isTrue();
        List<JsonNode> rest = read("/v1/changes?after=" + page.path("cursor").asText());
        assertThat(rest.get(0).path("data").path("revision").asLong()).isEqualTo(3);
        assertThat(rest).hasSize(platform.order(id).path("revision").asInt() - 2);
    }

    @Test
    void pollEndsWithoutEventsWhenItsTimeIsOver() {
        // Given
        String cursor = cursor("/v1/changes?after=latest");
        // When
        JsonNode page = Platform.json(platform.get("/v1/changes?after=" + cursor, "Prefer", "wait=1"));
        // Then
        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("cursor").asText()).isEqualTo(cursor);
        await().atMost(Duration.ofSeconds(15)).until(() -> server().feedWaiters() == 0);
    }

    @Test
    void cursorIsGoodAfterARestart() {
        // Given
        platform.accepted(ONE);
        String cursor = cursor("/v1/changes?after=latest");
        restart(Bench.products());
        String id = platform.accepted(ONE);
        // When
        List<JsonNode> events = read("/v1/changes?after=" + cursor);
        // Then
        assertThat(events)
                .isNotEmpty()
                .allMatch(event -> event.path("subject").asText().equals(id));
        assertThat(events.get(0).path("data").path("revision").asLong()).isEqualTo(1);
    }

    @Test
    void cursorOfAnotherGatewayIsRefused() {
        // When
        var answer = platform.get("/v1/changes?after=999999", "Prefer", "wait=25");
        // Then
        assertProblem(answer, 410, "cursor-gone");
    }

    @Test
    void ordersAreListedByStateTimeAndNumber() {
        // Given
        String first = platform.accepted(ONE.replace("{\"items\"", "{\"externalId\":\"a&b=1\",\"items\""));
        String second = platform.accepted(ONE);
        String changed = platform.order(second).path("changedAt").asText();
        // When
        List<String> released = list("state=Released&state=Held");
        List<String> held = list("state=Held");
        List<String> numbered = list("externalId=a%26b%3D1");
        List<String> since = list("since=" + changed);
        // Then
        assertThat(released).containsExactly(second, first);
        assertThat(held).isEmpty();
        assertThat(numbered).containsExactly(first);
        assertThat(since).contains(second);
        assertThat(list("since=2100-01-01T00:00:00Z")).isEmpty();
        assertProblem(platform.get("/v1/orders?since=monday"), 400, "bad-query");
        assertProblem(platform.get("/v1/orders?state=Asleep"), 400, "bad-query");
    }

    @Test
    void filtersGoOnWithTheNextPage() {
        // Given
        for (int i = 0; i < 3; i++) {
            platform.accepted(ONE);
        }
        // When
        JsonNode page = Platform.json(platform.get("/v1/orders?limit=2&state=Released"));
        // Then
        assertThat(page.path("next").asText()).endsWith("&state=Released");
        assertThat(Platform.json(platform.get(page.path("next").asText())).path("orders"))
                .hasSize(1);
    }

    @Test
    void waitingPollersCostNoThread() throws IOException {
        // Given
        String cursor = cursor("/v1/changes?after=latest");
        int threads = Thread.activeCount();
        List<Socket> pollers = new ArrayList<>();
        try {
            for (int i = 0; i < POLLERS; i++) {
                Socket poller = connect();
                pollers.add(poller);
                say(
                        poller,
                        "GET /v1/changes?after=" + cursor
                                + " HTTP/1.1\r\nHost: x\r\nPrefer: wait=25\r\nConnection: close\r\n\r\n");
                if (i % 500 == 499) {
                    awaitFeedWaiters(i + 1);
                }
            }
            awaitFeedWaiters(POLLERS);
            int more = Thread.activeCount() - threads;
            // When
            String id = platform.accepted(ONE);
            // Then
            assertThat(more).isLessThan(30);
            for (Socket poller : pollers) {
                assertThat(hearToTheEnd(poller)).startsWith("HTTP/1.1 200").contains(id);
            }
        } finally {
            for (Socket poller : pollers) {
                poller.close();
            }
        }
    }

    private void awaitFeedWaiters(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server().feedWaiters()).isEqualTo(count));
    }

    private String cursor(String path) {
        return Platform.json(platform.get(path)).path("cursor").asText();
    }

    private List<JsonNode> read(String path) {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = Platform.json(platform.get(path));
        page.path("events").forEach(events::add);
        while (page.path("more").asBoolean()) {
            page = Platform.json(platform.get(
                    "/v1/changes?limit=3&after=" + page.path("cursor").asText()));
            page.path("events").forEach(events::add);
        }
        return events;
    }

    private List<String> list(String query) {
        List<String> ids = new ArrayList<>();
        Platform.json(platform.get("/v1/orders?" + query))
                .path("orders")
                .forEach(order -> ids.add(order.path("id").asText()));
        return ids;
    }
}
