package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.store.Claim;
import io.lineside.model.EquipmentId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a platform may still change about an order, and what it is told where it may not. */
class ActionApiTest extends ApiTestBase {
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");
    private static final String ITEM = "{\"product\":\"mug\",\"quantity\":500,\"options\":{\"color\":\"teal\"}}";

    private String order = "";

    @BeforeEach
    void twoItemsOf500() {
        start(ApiLimits.USUAL);
        order = platform.accepted("{\"items\":[" + ITEM + "," + ITEM + "]}");
    }

    @Test
    void orderThatNobodyHasBegunIsCancelledWhole() {
        // When
        JsonNode answer = Platform.json(act("cancel", "{}"));
        // Then
        assertThat(answer.path("items").path(0).path("detail").asText()).isEqualTo("500 of 500 cancelled");
        assertThat(platform.state(order)).isEqualTo("Cancelled");
        assertThat(claim()).isEmpty();
    }

    @Test
    void someOfAnItemAreCancelledAndTheRestIsMade() {
        // When
        JsonNode answer = Platform.json(act("cancel", "{'items':[{'number':2,'quantity':312}]}"));
        // Then
        assertThat(answer.path("items").path(0).path("asked").asInt()).isZero();
        assertThat(answer.path("items").path(1).path("cancelled").asInt()).isEqualTo(312);
        assertThat(claim().stream().map(claim -> claim.order().quantity())).containsExactly(500, 188);
    }

    @Test
    void whatIsAtItsLineIsNotCancelledAndTheAnswerSaysSo() {
        // Given
        bench().store
                .claim(GLAZE, 1)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        // When
        JsonNode answer = Platform.json(act("cancel", "{}"));
        // Then
        assertThat(answer.path("items").path(0).path("notCancelled").asInt()).isEqualTo(500);
        assertThat(answer.path("items").path(0).path("detail").asText())
                .isEqualTo("0 of 500 cancelled, 500 not: 500 at a line that does not end them");
        assertThat(answer.path("items").path(1).path("cancelled").asInt()).isEqualTo(500);
        assertThat(platform.state(order)).isNotEqualTo("Cancelled");
    }

    @Test
    void quantityIsLoweredToWhatIsWanted() {
        // When
        JsonNode answer =
                Platform.json(act("amend", "{'items':[{'number':2,'quantity':188},{'number':1,'quantity':0}]}"));
        // Then
        assertThat(answer.path("items").path(0).path("cancelled").asInt()).isEqualTo(500);
        assertThat(answer.path("items").path(1).path("quantity").asInt()).isEqualTo(188);
        assertThat(claim().stream().map(claim -> claim.order().quantity())).containsExactly(188);
    }

    @Test
    void orderThatIsHeldIsNotBegunBeforeItIsResumed() {
        // Given
        JsonNode held = Platform.json(act("hold", "{}"));
        // When
        List<Claim> whileHeld = claim();
        JsonNode resumed = Platform.json(act("resume", "{}"));
        // Then
        assertThat(whileHeld).isEmpty();
        assertThat(held.path("items").path(0).path("held").asInt()).isPositive();
        assertThat(resumed.path("items").path(0).path("resumed"))
                .isEqualTo(held.path("items").path(0).path("held"));
        assertThat(claim()).hasSize(2);
    }

    @Test
    void heldOrderSaysSoAndCanBeCancelled() {
        // Given
        act("hold", "{}");
        assertThat(platform.state(order)).isEqualTo("Held");
        // When
        act("cancel", "{}");
        // Then
        assertThat(platform.state(order)).isEqualTo("Cancelled");
    }

    @Test
    void sameKeyAndBodyGetTheSameAnswerAndNothingIsDoneTwice() {
        // Given
        String body = "{'items':[{'number':1,'quantity':100}]}";
        HttpResponse<String> first = act("cancel", body, "Idempotency-Key", "c-1");
        // When
        HttpResponse<String> again = act("cancel", body, "Idempotency-Key", "c-1");
        // Then
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(claim().get(0).order().quantity()).isEqualTo(400);
    }

    @Test
    void answerOfAKeyIsGivenAgainWhenTheOrderIsOver() {
        // Given
        act("cancel", "{}", "Idempotency-Key", "all");
        // When
        HttpResponse<String> again = act("cancel", "{}", "Idempotency-Key", "all");
        HttpResponse<String> other = act("cancel", "{}", "Idempotency-Key", "other");
        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertProblem(other, 409, "order-over");
    }

    @Test
    void keyOfAnotherRequestIsRefused() {
        // Given
        act("hold", "{}", "Idempotency-Key", "k");
        // When
        HttpResponse<String> other = act("resume", "{}", "Idempotency-Key", "k");
        HttpResponse<String> asOrder = platform.submit(ONE, "Idempotency-Key", "k");
        // Then
        assertProblem(other, 422, "idempotency-key-reused");
        assertProblem(asOrder, 422, "idempotency-key-reused");
    }

    @Test
    void actionsSayWhatIsPossible() {
        // Given
        act("cancel", "{'items':[{'number':1,'quantity':200}]}");
        // When
        JsonNode possible =
                Platform.json(platform.get("/v1/orders/" + order + "/actions")).path("actions");
        // Then
        assertThat(possible.path(0).path("items").path(0).path("pieces").asInt())
                .isEqualTo(300);
        assertThat(possible.path(1).path("possible").asBoolean()).isTrue();
        assertThat(possible.path(2).path("possible").asBoolean()).isFalse();
    }

    @Test
    void actionIsInTheFeed() {
        // Given
        String cursor = Platform.json(platform.get("/v1/changes?after=latest"))
                .path("cursor")
                .asText();
        // When
        act("hold", "{}");
        // Then
        List<String> types = new ArrayList<>();
        Platform.json(platform.get("/v1/changes?after=" + cursor))
                .path("events")
                .forEach(event -> types.add(event.path("type").asText()));
        assertThat(types).startsWith("io.lineside.order.acted.v1").contains("io.lineside.job.held.v1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cancel | {'items':[{'number':3,'quantity':1}]}                           | /items/0/number   | range",
                "cancel | {'items':[{'number':2,'quantity':501}]}                         | /items/0/quantity | range",
                "cancel | {'items':[{'number':1,'quantity':0}]}                           | /items/0/quantity | range",
                "cancel | {'items':[{'number':1}]}                                        | /items/0/quantity | required",
                "cancel | {'items':[{'number':1,'quantity':1},{'number':1,'quantity':1}]} | /items/1/number   | twice",
                "cancel | {'items':{}}                                                    | /items            | type",
                "cancel | {'all':true}                                                    | /all              | unknown-field",
                "amend  | {}                                                               | /items            | required",
                "amend  | {'items':[{'number':2,'quantity':501}]}                         | /items/0/quantity | range",
                "hold   | {'until':'monday'}                                              | /until            | unknown-field"
            })
    void faultIsNamedWithItsPlaceAndNothingIsDone(String word, String body, String pointer, String rule) {
        // When
        HttpResponse<String> answer = act(word, body);
        // Then
        assertProblem(answer, 422, "action-refused");
        JsonNode cause = Platform.json(answer).path("errors").path(0);
        assertThat(cause.path("pointer").asText()).isEqualTo(pointer);
        assertThat(cause.path("rule").asText()).isEqualTo(rule);
        assertThat(claim()).hasSize(2);
    }

    @Test
    void orderThatIsNotThereHasNoActions() {
        assertProblem(platform.get("/v1/orders/ord_none/actions"), 404, "no-such-order");
        assertProblem(platform.post("/v1/orders/ord_none/hold", "{}"), 404, "no-such-order");
        assertProblem(act("hold", "not json"), 400, "bad-json");
    }

    private HttpResponse<String> act(String word, String body, String... headers) {
        return platform.send(platform.request("/v1/orders/" + order + "/" + word, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    /** What glaze-1 would be sent now. */
    private List<Claim> claim() {
        return bench().store
                .claim(GLAZE, 10)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
