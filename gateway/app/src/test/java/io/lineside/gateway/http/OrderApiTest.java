package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.RunningSite;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a platform sees of {@code /v1/orders}. Lines stand still, so that orders stay as they were accepted. */
class OrderApiTest {
    private static final String ONE =
            "{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";

    @TempDir
    private static Path folder;

    private static RunningSite site;
    private static Platform platform;

    @BeforeAll
    static void start() {
        site = RunningSite.start(folder, Duration.ofHours(1));
        platform = new Platform(site::api);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void acceptedOrderCanBeReadAtOnceWhereTheAnswerSays() {
        // When
        var answer = platform.submit(ONE);
        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(Platform.json(answer).path("status").asText()).isEqualTo(location);
        var order = platform.get(location);
        assertThat(order.statusCode()).isEqualTo(200);
        assertThat(Platform.json(order).path("items").path(0).path("options").toString())
                .isEqualTo("{\"size\":\"M\",\"shape\":\"round\",\"color\":\"teal\",\"handle\":true}");
    }

    @Test
    void sameKeyAndBodyGetTheSameAnswerAndNoSecondOrder() {
        // Given
        var first = platform.submit(ONE, "Idempotency-Key", "same-body");
        // When
        var second = platform.submit(ONE.replace("{\"items\"", "{ \"items\" "), "Idempotency-Key", "same-body");
        // Then
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void sameKeyAndAnotherBodyAreRefused() {
        // Given
        platform.accepted(ONE, "Idempotency-Key", "other-body");
        // When
        var second = platform.submit(ONE.replace("teal", "white"), "Idempotency-Key", "other-body");
        // Then
        assertProblem(second, 422, "idempotency-key-reused");
    }

    @Test
    void sameExternalIdIsTheSameOrderOrAConflict() {
        // Given
        String body = ONE.replace("{\"items\"", "{\"externalId\":\"shop-7\",\"items\"");
        String id = platform.accepted(body);
        // When
        var again = platform.submit(body);
        var other = platform.submit(body.replace("teal", "white"));
        // Then
        assertThat(Platform.json(again).path("id").asText()).isEqualTo(id);
        assertProblem(other, 409, "external-id-taken");
    }

    @Test
    void manyAtOnceWithOneKeyMakeOneOrder() {
        // When
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> platform.submit(ONE, "Idempotency-Key", "race")))
                .toList();
        // Then
        assertThat(answers.stream()
                        .map(a -> Platform.json(a.join()).path("id").asText())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void everyFaultOfAnOrderIsNamedInOneAnswer() {
        // Given
        String body =
                """
                {"externalId":"with space","rush":true,"priority":40000,"requestedBy":"tomorrow","items":[
                  {"product":"mug","quantity":0,"options":{"shape":"conical","color":"teal","handle":false}},
                  {"product":"cup","quantity":1},
                  {"product":"mug","version":99,"quantity":1,"options":{}},
                  {"product":"mug","quantity":1.5,"options":{"color":"turquoise","colour":"teal","text":7}},
                  {"quantity":1,"colour":"teal"},
                  "mug"]}
                """;
        // When
        var answer = platform.submit(body);
        // Then
        assertProblem(answer, 422, "order-refused");
        List<String> causes = new ArrayList<>();
        Platform.json(answer).path("errors").forEach(e -> {
            causes.add(e.path("pointer").asText() + " " + e.path("rule").asText());
            assertThat(e.path("was").asText()).isNotEmpty();
            assertThat(e.path("detail").asText()).isNotEmpty();
        });
        assertThat(causes)
                .contains(
                        "/externalId pattern",
                        "/rush unknown-field",
                        "/priority range",
                        "/requestedBy date-time",
                        "/items/0/quantity range",
                        "/items/1/product unknown-product",
                        "/items/2/version unknown-version",
                        "/items/3/quantity type",
                        "/items/3/options/color choice",
                        "/items/3/options/colour unknown-option",
                        "/items/3/options/text type",
                        "/items/4/product required",
                        "/items/4/colour unknown-field",
                        "/items/5 type")
                .anyMatch(cause -> cause.startsWith("/items/0/options") && cause.contains("conical-needs-handle"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\":[      | bad-json",
                "not json          | bad-json",
                "{} trailing       | bad-json",
                "{\"a\":1,\"a\":2} | bad-json",
                "{\"a\":NaN}       | bad-json"
            })
    void bodyThatIsNoJsonIsRefusedWithThePlace(String body, String code) {
        // When
        var answer = platform.submit(body);
        // Then
        assertProblem(answer, 400, code);
        assertThat(Platform.json(answer).path("detail").asText()).contains("line ");
    }

    @Test
    void emptyBodyIsRefused() {
        // When
        var answer = platform.submit("");
        // Then
        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void nestedTooDeepIsRefusedNotSuffered() {
        // When
        var answer = platform.submit("[".repeat(10_000));
        // Then
        assertProblem(answer, 400, "bad-json");
    }

    @Test
    void bodyAboveTheLimitIsRefused() {
        // When
        var answer = platform.submit("{\"x\":\"" + "y".repeat(1_100_000) + "\"}");
        // Then
        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void bodyThatIsNotUtf8IsRefused() {
        // When
        var answer = platform.send(platform.request("/v1/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xC3, '"'})));
        // Then
        assertProblem(answer, 400, "bad-encoding");
    }

    @Test
    void otherMediaTypesAreRefused() {
        // When
        var answer = platform.send(platform.request("/v1/orders")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(ONE)));
        // Then
        assertProblem(answer, 415, "not-json");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/orders/ord_none, 404, no-such-order",
        "/v1/orders/%20, 404, no-such-order",
        "/v1/nothing, 404, no-such-path",
        "/v1/orders?limit=0, 400, bad-query",
        "/v1/orders?limit=501, 400, bad-query",
        "/v1/orders?cursor=x, 400, bad-query",
        "/v1/orders?page=2, 400, bad-query"
    })
    void whatIsNotThereOrNotAllowedIsAProblem(String path, int status, String code) {
        // When
        var answer = platform.get(path);
        // Then
        assertProblem(answer, status, code);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        // When
        var answer = platform.send(platform.request("/v1/orders").DELETE());
        // Then
        assertProblem(answer, 405, "method-not-allowed");
    }

    @Test
    void badIdempotencyKeyIsRefused() {
        // When
        var answer = platform.submit(ONE, "Idempotency-Key", "x".repeat(256));
        // Then
        assertProblem(answer, 400, "bad-header");
    }

    @Test
    void unchangedOrderIsAnswered304() {
        // Given
        String path = "/v1/orders/" + quietOrder();
        String etag = platform.get(path).headers().firstValue("ETag").orElseThrow();
        // When
        var answer = platform.get(path, "If-None-Match", etag);
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void longPollEndsUnchangedWhenItsTimeIsOver() {
        // Given
        String path = "/v1/orders/" + quietOrder();
        String etag = platform.get(path).headers().firstValue("ETag").orElseThrow();
        // When
        var answer = platform.get(path, "If-None-Match", etag, "Prefer", "wait=1");
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
    }

    @Test
    void listGoesFromNewestToOldestPageByPage() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, platform.accepted(ONE));
        }
        // When
        List<String> listed = new ArrayList<>();
        String next = "/v1/orders?limit=2";
        while (!next.isEmpty()) {
            JsonNode page = Platform.json(platform.get(next));
            assertThat(page.path("orders").size()).isBetween(1, 2);
            page.path("orders").forEach(order -> listed.add(order.path("id").asText()));
            next = page.path("next").asText();
        }
        // Then
        assertThat(listed.subList(0, 5)).isEqualTo(ids);
        assertThat(listed).doesNotHaveDuplicates();
    }

    /** An order that has come to rest: its first job waits at a line that makes nothing. */
    private static String quietOrder() {
        String id = platform.accepted(ONE);
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            String state = platform.order(id)
                    .path("items")
                    .path(0)
                    .path("operations")
                    .path(0)
                    .path("state")
                    .asText();
            return state.equals("Queued") || state.equals("Running") || state.equals("Started");
        });
        String revision = platform.order(id).path("revision").asText();
        await().during(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(15))
                .until(() -> platform.order(id).path("revision").asText().equals(revision));
        return id;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Platform.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:lineside:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }
}
