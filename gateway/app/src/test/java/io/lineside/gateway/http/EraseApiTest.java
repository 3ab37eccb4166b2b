package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.product.Configured;
import io.lineside.gateway.product.SpecText;
import io.lineside.model.SpecDigest;
import io.lineside.model.job.ParameterValue;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is personal in an order can be had overwritten once the order is over, and only then. */
class EraseApiTest extends ApiTestBase {
    private static final String NAME = "Zoraïda Q.";
    private static final String BODY = "{\"externalId\":\"web-7\",\"items\":[{\"product\":\"mug\",\"quantity\":3,"
            + "\"options\":{\"color\":\"teal\",\"text\":\"" + NAME + "\"}}]}";

    private String order = "";

    @BeforeEach
    void orderWithAName() {
        start(ApiLimits.USUAL);
        order = platform.accepted(BODY, "Idempotency-Key", "once");
    }

    @Test
    void orderThatIsOpenIsNotErasedAndTheAnswerSaysWhy() {
        // When
        HttpResponse<String> answer = erase();
        // Then
        assertProblem(answer, 409, "order-open");
        assertThat(answer.body()).contains("Released");
        assertThat(platform.order(order).toString()).contains(NAME);
    }

    @Test
    void whatIsPersonalIsGoneAndTheRestIsStillThere() {
        // Given
        cancel();
        // When
        JsonNode answer = Platform.json(erase());
        // Then
        String erased = answer.path("erased").asText();
        JsonNode now = platform.order(order);
        assertThat(now.path("erased").asText()).isEqualTo(erased).isNotEmpty();
        assertThat(now.toString()).doesNotContain(NAME);
        JsonNode options = now.path("items").path(0).path("options");
        assertThat(options.path("text").asText()).isEqualTo("erased");
        assertThat(options.path("color").asText()).isEqualTo("teal");
        assertThat(platform.get("/v1/orders/" + order + "/units/" + order + "-1-00001")
                        .body())
                .doesNotContain(NAME);
        assertThat(platform.get("/v1/changes?after=0").body()).doesNotContain(NAME);
    }

    @Test
    void secondCallAnswersAsTheFirst() {
        // Given
        cancel();
        HttpResponse<String> first = erase();
        // When
        HttpResponse<String> again = erase();
        // Then
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void orderThatIsRepeatedIsStillKnownAndAnotherBodyIsStillRefused() {
        // Given
        cancel();
        erase();
        // When
        HttpResponse<String> again = platform.submit(BODY, "Idempotency-Key", "once");
        HttpResponse<String> other = platform.submit(BODY.replace(NAME, "erased"), "Idempotency-Key", "once");
        // Then
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(Platform.json(again).path("id").asText()).isEqualTo(order);
        assertProblem(other, 422, "idempotency-key-reused");
    }

    @Test
    void whoeverStillHasWhatWasOrderedCanProveThatItIsTheSame() {
        // Given
        JsonNode before = platform.order(order).path("items").path(0);
        cancel();
        erase();
        // When the canonical text is made anew of what the platform kept
        var options = Map.<String, ParameterValue>of(
                "color", new ParameterValue.Text("teal"),
                "text", new ParameterValue.Text(NAME),
                "size", new ParameterValue.Text("M"),
                "shape", new ParameterValue.Text("round"),
                "handle", new ParameterValue.Flag(true));
        var packaging = Map.<String, ParameterValue>of("type", new ParameterValue.Text("carton"));
        String text = SpecText.canonical("mug", before.path("version").asInt(), new Configured(options, packaging));
        // Then
        assertThat(platform.order(order)
                        .path("items")
                        .path(0)
                        .path("specDigest")
                        .asText())
                .isEqualTo(SpecDigest.of(text).hex());
    }

    @Test
    void erasingIsInTheFeed() {
        // Given
        cancel();
        // When
        erase();
        // Then
        assertThat(platform.get("/v1/changes?after=0").body()).contains("io.lineside.order.erased.v1");
    }

    @Test
    void orderThatIsNotThereAndBodyThatSaysSomethingAreRefused() {
        assertProblem(platform.post("/v1/orders/ord_none/erase", "{}"), 404, "no-such-order");
        assertProblem(platform.post("/v1/orders/" + order + "/erase", "{\"all\":true}"), 422, "action-refused");
        assertProblem(platform.post("/v1/orders/" + order + "/erase", "all"), 400, "bad-json");
    }

    private void cancel() {
        assertThat(platform.post("/v1/orders/" + order + "/cancel", "{}").statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> erase() {
        return platform.post("/v1/orders/" + order + "/erase", "{}");
    }
}
