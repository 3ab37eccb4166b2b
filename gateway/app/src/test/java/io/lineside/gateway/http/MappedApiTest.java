package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.door.MappingConfig;
import io.lineside.config.source.Position;
import io.lineside.gateway.Platform;
import io.lineside.gateway.mapping.Mappings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST /v1/orders/mapped/{mapping}} on real sockets. */
class MappedApiTest extends ApiTestBase {
    private static final String PATH = "/v1/orders/mapped/web";

    @BeforeEach
    void open() {
        mappings = Mappings.of(List.of(new MappingConfig(
                "web",
                "{externalId: .ref, items: [.lines[] | {product: .sku, quantity: .n, options: {color: .tint}}]}",
                Position.startOf(Path.of("mappings/web.jq")))));
        start(ApiLimits.USUAL);
    }

    @Test
    void foreignOrderIsTakenAndAnsweredAsOneOfOurs() {
        // When
        HttpResponse<String> first = platform.post(PATH, foreign("teal"), "Idempotency-Key", "k1");
        HttpResponse<String> again = platform.post(PATH, foreign("teal"), "Idempotency-Key", "k1");

        // Then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(Platform.json(first).path("externalId").asText()).isEqualTo("w-1");
        assertThat(platform.get("/v1/orders/" + Platform.json(first).path("id").asText())
                        .body())
                .contains("\"color\":\"teal\"");
    }

    @Test
    void causesPointIntoTheOrderThatTheMappingMadeAndShowWhatItMade() {
        // When
        HttpResponse<String> answer = platform.post(PATH, foreign("red"));

        // Then
        assertProblem(answer, 422, "order-refused");
        JsonNode cause = Platform.json(answer).path("errors").path(0);
        assertThat(cause.path("pointer").asText()).isEqualTo("/items/0/options/color");
        assertThat(cause.path("mapped").asText()).isEqualTo("red");
    }

    @Test
    void whatTheMappingCanNotReadAndAMappingThatThereIsNotAreProblems() {
        assertProblem(platform.post(PATH, "{\"lines\":3}"), 422, "mapping-failed");
        assertProblem(platform.post(PATH, "{"), 400, "bad-json");
        assertProblem(platform.post("/v1/orders/mapped/none", foreign("teal")), 404, "no-such-mapping");
        assertThat(platform.post("/v1/orders/mapped/none", foreign("teal")).body())
                .contains("allowed: web");
    }

    private static String foreign(String tint) {
        return "{\"ref\":\"w-1\",\"lines\":[{\"sku\":\"mug\",\"n\":2,\"tint\":\"" + tint + "\"}]}";
    }
}
