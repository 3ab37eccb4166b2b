package io.lineside.gateway.http;

import static io.lineside.gateway.store.Ended.end;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /v1/orders/{id}/units}: every piece by its serial. */
class UnitApiTest extends ApiTestBase {
    private static final String ORDER =
            """
            {"items": [ {"product": "mug", "quantity": 1300, "options": {"color": "teal", "text": "Ada"}},
                        {"product": "mug", "quantity": 1, "options": {"color": "white"}} ]}""";

    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
    }

    private JsonNode get(String path) {
        var answer = platform.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Platform.json(answer);
    }

    @Test
    void everyOrderedPieceIsListedOncePageByPage() {
        // Given
        String id = platform.accepted(ORDER);

        // When
        List<String> serials = new ArrayList<>();
        String next = "/v1/orders/" + id + "/units?limit=50";
        while (!next.isEmpty()) {
            JsonNode page = get(next);
            page.path("units").forEach(unit -> serials.add(unit.path("serial").asText()));
            next = page.path("next").asText();
        }

        // Then
        assertThat(serials).hasSize(1301).doesNotHaveDuplicates();
        assertThat(serials.get(0)).isEqualTo(id + "-1-00001");
        assertThat(serials.get(1300)).isEqualTo(id + "-2-00001");
    }

    @Test
    void pieceIsShownAsOrderedAsInstructedAndAsBuilt() throws Exception {
        // Given
        String id = platform.accepted(ORDER);
        end(bench().store, id + "-1-glaze-2", "glaze-1", 649, 1);

        // When
        JsonNode unit = get("/v1/orders/" + id + "/units/" + id + "-1-01300");

        // Then
        assertThat(unit.path("batch").asInt()).isEqualTo(2);
        assertThat(unit.path("state").asText()).isEqualTo("InProgress");
        assertThat(unit.path("asOrdered").path("options").path("text").asText()).isEqualTo("Ada");
        JsonNode glazed = unit.path("asInstructed").path(0);
        assertThat(glazed.path("units").asText()).isEqualTo("651-1300");
        assertThat(glazed.path("asOrdered").asBoolean()).isTrue();
        assertThat(glazed.path("specDigest").asText())
                .isEqualTo(unit.path("specDigest").asText())
                .isNotEmpty();
        assertThat(glazed.path("parameters").path("Color").asText()).isEqualTo("teal");
        assertThat(unit.path("asInstructed").path(1).has("parameters"))
                .as("not sent yet")
                .isFalse();
        assertThat(unit.path("asBuilt").path(0).path("scrap").asInt()).isEqualTo(1);
    }

    @Test
    void wordsOfAPieceThatIsNotThere() {
        // Given
        String id = platform.accepted(ORDER);

        // When, then
        for (String serial : List.of(id + "-1-01301", id + "-3-00001", id + "-1-00000", "ord_other-1-00001", "x")) {
            assertProblem(platform.get("/v1/orders/" + id + "/units/" + serial), 404, "no-such-unit");
        }
        assertProblem(platform.get("/v1/orders/ord_none/units"), 404, "no-such-order");
        assertProblem(platform.get("/v1/orders/ord_none/units/ord_none-1-00001"), 404, "no-such-order");
    }

    @Test
    void queryThatIsNotUnderstoodIsRefused() {
        // Given
        String id = platform.accepted(ORDER);

        // When, then
        for (String query : List.of("limit=0", "limit=1001", "limit=x", "cursor=1", "cursor=0.1", "page=2")) {
            assertProblem(platform.get("/v1/orders/" + id + "/units?" + query), 400, "bad-query");
        }
    }
}
