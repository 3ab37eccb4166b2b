package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.cli.Lineside;
import io.lineside.model.EquipmentId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console is told. */
class BoardApiTest extends ApiTestBase {
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");
    private static final String NUMBERED =
            "{\"externalId\":\"shop-%d\",\"items\":[{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}]}";

    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
    }

    @Test
    void boardIsShownInATerminal() {
        // Given
        platform.accepted(ONE);
        // When
        String shown = Lineside.says(0, "top", "--once", "--url", "http://127.0.0.1:" + server().managementPort());
        // Then
        assertThat(shown).contains("takes orders", "open orders: Released 1", "LINE");
    }

    @Test
    void openOrdersAreCountedByState() {
        // Given
        platform.accepted(ONE);
        platform.accepted(ONE);
        // When
        JsonNode board = Platform.json(operator.get("/board"));
        // Then
        assertThat(board.path("orders").path("Released").asInt()).isEqualTo(2);
        assertThat(board.path("takesOrders").asBoolean()).isTrue();
    }

    @Test
    void workOfALineIsCountedAndItsFirstJobsAreShown() throws Exception {
        // Given
        platform.accepted(ONE);
        String sent = platform.accepted(ONE);
        bench().store.claim(GLAZE, 1).toCompletableFuture().get(10, TimeUnit.SECONDS);
        // When
        var work = bench().store
                .board()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .get(GLAZE);
        // Then
        assertThat(work).isNotNull();
        assertThat(work.ready()).isEqualTo(1);
        assertThat(work.atLine()).hasSize(1);
        assertThat(sent).isNotEqualTo(work.atLine().get(0).job().request().value());
    }

    @Test
    void ordersOfAllAreFoundByStateAndByWhatTheirNumberBeginsWith() {
        // Given
        String first = platform.accepted(NUMBERED.formatted(17));
        platform.accepted(NUMBERED.formatted(28));
        // When
        JsonNode byNumber = orders("search=shop-1");
        JsonNode byId = orders("search=" + first);
        JsonNode byState = orders("state=Released");
        JsonNode none = orders("state=Completed");
        // Then
        assertThat(byNumber.findValuesAsText("id")).containsExactly(first);
        assertThat(byId.findValuesAsText("id")).containsExactly(first);
        assertThat(byState.findValuesAsText("externalId")).containsExactly("shop-28", "shop-17");
        assertThat(none).isEmpty();
    }

    @Test
    void ordersComeByPages() {
        // Given
        for (int i = 0; i < 51; i++) {
            platform.accepted(NUMBERED.formatted(i));
        }
        // When
        JsonNode first = Platform.json(operator.get("/board/orders"));
        JsonNode second = Platform.json(
                operator.get("/board/orders?before=" + first.path("next").asText()));
        // Then
        assertThat(first.path("orders")).hasSize(50);
        assertThat(second.path("orders").findValuesAsText("externalId")).containsExactly("shop-0");
        assertThat(second.has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=Done | state must be one of Accepted, Released",
                "before=x | before must be a whole number from 0",
                "search=a%20b | search must be a text matching"
            })
    void badQuestionIsToldWhatIsAllowed(String query, String detail) {
        // When
        HttpResponse<String> answer = operator.get("/board/orders?" + query);
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Platform.json(answer).path("detail").asText()).startsWith(detail);
    }

    @Test
    void orderIsToldWithItsEventsFromWhereTheReaderStands() {
        // Given
        String id = platform.accepted(ONE);
        // When
        JsonNode order = Platform.json(operator.get("/board/orders/" + id));
        JsonNode all =
                Platform.json(operator.get("/board/orders/" + id + "/events")).path("events");
        JsonNode rest = Platform.json(operator.get("/board/orders/" + id + "/events?after=1"))
                .path("events");
        // Then
        assertThat(order.path("state").asText()).isEqualTo("Released");
        assertThat(all.get(0).path("type").asText()).isEqualTo("OrderAccepted");
        assertThat(rest).hasSize(all.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/board/orders/none", "/board/orders/none/events", "/board/orders/a%20b"})
    void orderThatIsNotThereIsNotFound(String path) {
        // When
        HttpResponse<String> answer = operator.get(path);
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void routesTellWhatHasPassedThroughThem() {
        // Given
        assertThat(routes().findValuesAsText("route"))
                .containsExactlyInAnyOrder("intake", "plan", "feasibility", "dispatch", "progress", "updates");
        // When
        platform.accepted(ONE);
        // Then: a route is done with an order a moment after the platform has its answer
        await().untilAsserted(() -> assertThat(routes()).anySatisfy(route -> {
            assertThat(route.path("route").asText()).isEqualTo("intake");
            assertThat(route.path("completed").asInt()).isEqualTo(1);
            assertThat(route.path("failed").asInt()).isZero();
            assertThat(route.path("inFlight").asInt()).isZero();
        }));
    }

    @Test
    void readerIsToldThatSomethingWasKept() throws Exception {
        // Given
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server().managementPort() + "/board/changes"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = stream.body()) {
            // When
            platform.accepted(ONE);
            // Then
            Optional<String> told = CompletableFuture.supplyAsync(
                            () -> lines.filter("event: changed"::equals).findFirst())
                    .get(30, TimeUnit.SECONDS);
            assertThat(told).isPresent();
        }
    }

    @Test
    void consoleLoadsNothingButItself() {
        // When
        HttpResponse<String> page = operator.get("/console");
        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'");
        assertThat(page.body()).doesNotContain("http://", "https://", "<style", "onclick");
    }

    private JsonNode routes() {
        return Platform.json(operator.get("/board/routes")).path("routes");
    }

    private JsonNode orders(String query) {
        return Platform.json(operator.get("/board/orders?" + query)).path("orders");
    }
}
