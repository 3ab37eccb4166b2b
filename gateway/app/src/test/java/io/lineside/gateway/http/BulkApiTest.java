package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.Platform;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many orders in one request: what becomes of each row, and what of rows that are not as they should be. */
class BulkApiTest extends ApiTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fiveThousandRowsOfAllKindsAreAnsweredInTheirOrder() {
        // Given
        start(ApiLimits.USUAL);
        String body =
                IntStream.rangeClosed(1, 5_000).mapToObj(BulkApiTest::mixed).collect(Collectors.joining("\n"));
        // When
        List<JsonNode> answers = answers(bulk(body));
        // Then
        Set<String> orders = new HashSet<>();
        int at = 0;
        for (int row = 1; row <= 5_000; row++) {
            if (row % 10 != 7) {
                JsonNode answer = answers.get(at++);
                assertThat(answer.path("row").asInt()).isEqualTo(row);
                assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(expected(row));
                if (expected(row) == 201) {
                    orders.add(answer.path("order").path("id").asText());
                }
            }
        }
        assertThat(answers).hasSize(at);
        assertThat(orders).hasSize(3_000).isEqualTo(allOrders());
    }

    private static String mixed(int row) {
        return switch (row % 10) {
            case 3 -> order("n" + row).replace("color", "colour");
            case 5 -> "{\"items\":[";
            case 7 -> row % 20 == 7 ? "" : " \t\r";
            case 9 -> order("n" + (row - 1));
            default -> order("n" + row);
        };
    }

    private static int expected(int row) {
        return switch (row % 10) {
            case 3 -> 422;
            case 5 -> 400;
            default -> 201;
        };
    }

    @Test
    void faultsOfARowAreNamedAsThoseOfASingleOrder() {
        // Given
        start(ApiLimits.USUAL);
        String wrong = order("n1").replace("teal", "pink");
        // When
        JsonNode row = answers(bulk(wrong)).get(0).path("problem");
        // Then
        JsonNode single = Platform.json(platform.submit(wrong));
        assertThat(row.path("type")).isEqualTo(single.path("type"));
        assertThat(row.path("errors")).isEqualTo(single.path("errors"));
        assertThat(row.path("errors").path(0).path("pointer").asText()).isEqualTo("/items/0/options/color");
    }

    @Test
    void rowOfNothingButFaultsGetsNoHugeAnswer() {
        // Given
        start(ApiLimits.USUAL);
        String faults =
                IntStream.range(0, 5_000).mapToObj(i -> ",\"f" + i + "\":1").collect(Collectors.joining());
        // When
        JsonNode row = answers(bulk("{\"externalId\":\"a\",\"items\":[]" + faults + "}"))
                .get(0);
        // Then
        assertThat(row.path("problem").path("errors")).hasSize(100);
        assertThat(row.path("problem").path("detail").asText()).startsWith("5001 faults, of which the first 100");
    }

    @Test
    void rowThatIsTooLongIsRefusedAndTheOthersAreTaken() {
        // Given
        start(ApiLimits.USUAL);
        String wide = " ".repeat(1_000_000);
        // When
        List<JsonNode> answers = answers(bulk(String.join(
                "\n", order("a"), order("b") + wide, wide.substring(order("c").length()) + order("c"), order("d"))));
        // Then
        assertThat(answers).extracting(BulkApiTest::status).containsExactly(201, 413, 201, 201);
        assertThat(answers.get(1).path("problem").path("type").asText()).endsWith(":body-too-large");
    }

    @Test
    void rowThatNobodyCouldRecogniseIsRefused() {
        // Given
        start(ApiLimits.USUAL);
        String hidden = ONE.replace("\"quantity\"", "\"externalId\":\"x\",\"quantity\"");
        // When
        List<JsonNode> answers = answers(bulk(ONE + "\n" + hidden + "\n" + order("a") + "\n7\n\n"));
        // Then
        assertThat(answers).extracting(BulkApiTest::status).containsExactly(422, 422, 201, 422);
        assertThat(answers.get(0)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/externalId");
    }

    @Test
    void keyOfTheRequestMakesItsRowsKnownByTheirNumbers() {
        // Given
        start(ApiLimits.USUAL);
        String body = ONE + "\r\n\r\n" + ONE + "\n";
        List<JsonNode> first = answers(bulk(body, "Idempotency-Key", "k"));
        String single = platform.accepted(ONE, "Idempotency-Key", "k");
        // When
        List<JsonNode> again = answers(bulk(body, "Idempotency-Key", "k"));
        List<JsonNode> other = answers(bulk(ONE + "\n\n" + order("a"), "Idempotency-Key", "k"));
        // Then
        assertThat(first).extracting(BulkApiTest::id).doesNotHaveDuplicates().doesNotContain(single);
        assertThat(again)
                .extracting(BulkApiTest::id)
                .isEqualTo(first.stream().map(BulkApiTest::id).toList());
        assertThat(again).allMatch(answer -> answer.path("replayed").asBoolean());
        assertThat(again.get(1).path("order")).isEqualTo(first.get(1).path("order"));
        assertThat(other).extracting(BulkApiTest::status).containsExactly(201, 422);
        assertThat(other.get(1).path("problem").path("type").asText()).endsWith(":idempotency-key-reused");
    }

    @Test
    void rowsWaitForRoomInsteadOfBeingTurnedAway() throws Exception {
        // Given
        start(new ApiLimits(100, 3, Duration.ofSeconds(30), Duration.ofSeconds(60)));
        var diskHangs = new CountDownLatch(1);
        var diskIsBack = new CountDownLatch(1);
        bench().store.onCommitted(events -> {
            diskHangs.countDown();
            awaitLatch(diskIsBack);
        });
        var answer =
                bulkLater(IntStream.range(0, 50).mapToObj(i -> order("n" + i)).collect(Collectors.joining("\n")));
        awaitLatch(diskHangs);
        await().until(() -> platform.submit(ONE).statusCode() == 503);
        // When
        diskIsBack.countDown();
        // Then
        assertThat(answers(answer.join())).hasSize(50).allMatch(row -> status(row) == 201);
    }

    @Test
    void rowsForWhichThereIsNoRoomOnDiskSaySoOneByOne() {
        // Given
        start(ApiLimits.USUAL);
        answers(bulk(order("a")));
        restartWithoutRoom();
        // When
        List<JsonNode> answers = answers(bulk(order("a") + "\n" + order("b")));
        // Then
        assertThat(status(answers.get(1))).isEqualTo(507);
        assertThat(answers.get(1).path("problem").path("detail").asText()).contains("nothing of this one was kept");
    }

    @Test
    void endlessBodyEndsAtTheMostRows() {
        // Given
        start(ApiLimits.USUAL);
        // When
        List<JsonNode> answers = answers(bulk(order("a") + "\n".repeat(100_005) + order("b")));
        // Then
        assertThat(answers).extracting(BulkApiTest::status).containsExactly(201, 413);
        assertThat(answers.get(1).path("row").asInt()).isEqualTo(100_001);
        assertThat(answers.get(1).path("problem").path("type").asText()).endsWith(":too-many-rows");
    }

    @Test
    void bodyWithoutRowsHasAnAnswerWithoutRows() {
        // Given
        start(ApiLimits.USUAL);
        // When
        // Then
        assertThat(answers(bulk(""))).isEmpty();
        assertThat(answers(bulk("\n\n \n"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, Accept, */*, 415, wrong-media-type",
        "application/x-ndjson, Content-Encoding, gzip, 415, encoded-body",
        "application/x-ndjson, Idempotency-Key, a b, 400, bad-header"
    })
    void requestThatIsNotAsItShouldBeIsRefusedAsAWhole(
            String type, String header, String value, int status, String code) {
        // Given
        start(ApiLimits.USUAL);
        // When
        var answer = platform.send(platform.request("/v1/orders/bulk", header, value)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(order("a"))));
        // Then
        assertProblem(answer, status, code);
    }

    private HttpResponse<String> bulk(String body, String... headers) {
        return platform.send(platform.request("/v1/orders/bulk", headers)
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
    }

    private CompletableFuture<HttpResponse<String>> bulkLater(String body) {
        return CompletableFuture.supplyAsync(() -> bulk(body));
    }

    static String order(String externalId) {
        return ONE.replace("{\"items\"", "{\"externalId\":\"" + externalId + "\",\"items\"");
    }

    private static List<JsonNode> answers(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        return rows(answer.body());
    }

    static List<JsonNode> rows(String lines) {
        List<JsonNode> rows = new ArrayList<>();
        lines.lines().forEach(line -> {
            try {
                rows.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new AssertionError(line, e);
            }
        });
        return rows;
    }

    static int status(JsonNode answer) {
        return answer.path("status").asInt();
    }

    static String id(JsonNode answer) {
        return answer.path("order").path("id").asText();
    }

    private Set<String> allOrders() {
        Set<String> ids = new HashSet<>();
        String path = "/v1/orders?limit=500";
        while (!path.isEmpty()) {
            JsonNode page = Platform.json(platform.get(path));
            page.path("orders").forEach(order -> ids.add(order.path("id").asText()));
            path = page.path("next").asText();
        }
        return ids;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
