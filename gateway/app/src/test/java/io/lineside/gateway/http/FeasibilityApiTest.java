package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.Platform;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CatalogResult;
import io.lineside.gateway.product.CompiledProduct;
import io.lineside.gateway.product.ProductLanguageTest;
import io.lineside.gateway.product.ProductSchemaTest;
import io.lineside.gateway.product.ProductSchemaTest.RandomItems;
import io.lineside.gateway.product.Products;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an order could be made is answered as intake would, and what is offered instead is taken. */
class FeasibilityApiTest extends ApiTestBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void feasibilityAndIntakeNeverDisagree(long seed) {
        // Given
        start(ApiLimits.USUAL, catalog());
        var random = new Random(seed);
        List<RandomItems> products = List.of(
                new RandomItems(product(ProductLanguageTest.COMPUTER), random),
                new RandomItems(product(ProductSchemaTest.LOGIC), random));
        Set<Boolean> verdicts = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            List<Map<String, ?>> items = new ArrayList<>();
            for (int k = 0; k <= random.nextInt(2); k++) {
                items.add(products.get(random.nextInt(products.size())).item());
            }
            String body = JSON.valueToTree(Map.of("items", items)).toString();

            // When
            HttpResponse<String> asked = ask(body);
            HttpResponse<String> ordered = platform.submit(body);

            // Then
            JsonNode verdict = Platform.json(asked);
            assertThat(asked.statusCode()).as(body).isEqualTo(200);
            assertThat(verdict.path("feasible").asBoolean()).as(body).isEqualTo(ordered.statusCode() == 201);
            if (ordered.statusCode() == 201) {
                assertThat(verdict.path("warnings"))
                        .isEqualTo(Platform.json(ordered).withArray("warnings"));
            } else {
                assertThat(verdict.path("causes"))
                        .isEqualTo(Platform.json(ordered).path("errors"));
                alternativesAreTaken(verdict, items.size() == 1);
            }
            verdicts.add(verdict.path("feasible").asBoolean());
            for (JsonNode alternative : verdict.path("alternatives")) {
                String instead = "{\"items\":[" + alternative.path("item") + "]}";
                verdicts.add(Platform.json(ask(instead)).path("feasible").asBoolean());
            }
        }
        assertThat(verdicts).containsExactlyInAnyOrder(true, false);
    }

    private void alternativesAreTaken(JsonNode verdict, boolean expected) {
        for (JsonNode alternative : verdict.path("alternatives")) {
            HttpResponse<String> taken = platform.submit("{\"items\":[" + alternative.path("item") + "]}");
            assertThat(taken.statusCode()).as(alternative + " " + taken.body()).isEqualTo(201);
            assertThat(alternative.path("changes")).isNotEmpty();
        }
        if (expected && verdict.path("alternativesComplete").asBoolean()) {
            assertThat(verdict.path("alternatives")).isNotEmpty();
        }
    }

    @Test
    void nearestAlternativesHaveTheFewestChanges() {
        // Given
        start(ApiLimits.USUAL, catalog());

        // When
        JsonNode verdict = Platform.json(
                ask(
                        """
                {"items":[{"product":"computer","quantity":2,"options":{"fan":false,"cpu":"fast"}}]}"""));

        // Then
        assertThat(verdict.path("feasible").asBoolean()).isFalse();
        assertThat(verdict.at("/causes/0/rule").asText()).isEqualTo("rule:fanless");
        assertThat(verdict.path("alternatives"))
                .hasSize(2)
                .allMatch(a -> a.path("changes").size() == 1);
        assertThat(verdict.path("alternatives").toString())
                .contains("\"pointer\":\"/items/0/options/cpu\",\"was\":\"fast\",\"becomes\":\"quiet\"")
                .contains("\"pointer\":\"/items/0/options/fan\",\"was\":false,\"becomes\":true");
        assertThat(verdict.path("alternativesComplete").asBoolean()).isTrue();
    }

    @Test
    void slipOfTheKeyboardIsMendedByItsRightName() {
        // Given
        start(ApiLimits.USUAL);

        // When
        JsonNode verdict = Platform.json(
                ask("{\"items\":[{\"product\":\"mug\",\"quantity\":0,\"options\":{\"colour\":\"teal\"}}]}"));

        // Then
        assertThat(verdict.at("/alternatives/0/item").toString())
                .isEqualTo("{\"product\":\"mug\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}");
        assertThat(verdict.at("/alternatives/0/changes/0/pointer").asText()).isEqualTo("/items/0/quantity");
    }

    @Test
    void fieldThatThereIsNotIsInNoAlternativeAndIsNamedAmongTheChanges() {
        // Given
        start(ApiLimits.USUAL);
        // When
        HttpResponse<String> answer = ask("{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"colour\":\"teal\"}]}");
        // Then
        JsonNode nearest = Platform.json(answer).path("alternatives").path(0);
        assertThat(nearest.path("item").has("colour")).isFalse();
        assertThat(nearest.path("changes").toString()).contains("{\"pointer\":\"/items/0/colour\",\"was\":\"teal\"}");
        assertThat(platform.submit("{\"items\":[" + nearest.path("item") + "]}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void noAlternativesAreOfferedWhereNothingIsWrongWithTheChoice() {
        // Given
        start(ApiLimits.USUAL);
        // When
        HttpResponse<String> answer = ask("{\"items\":[{\"product\":\"mug\",\"quantity\":1,\"colour\":\"teal\","
                + "\"options\":{\"color\":\"teal\"}}]}");
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Platform.json(answer).path("causes")).hasSize(1);
        assertThat(Platform.json(answer).path("alternatives")).isEmpty();
    }

    @Test
    void everyItemWithoutALineIsTold() {
        // Given
        start(ApiLimits.USUAL, catalog());
        String sign = "{\"product\":\"sign\",\"quantity\":1,\"options\":{\"color\":\"teal\"}}";

        // When
        JsonNode verdict = Platform.json(ask("{\"items\":[" + sign + "," + sign + "]}"));

        // Then
        assertThat(verdict.path("causes"))
                .hasSize(2)
                .allMatch(c -> c.path("rule").asText().equals("no-capable-line"));
        assertThat(verdict.path("alternatives")).isEmpty();
    }

    @Test
    void reasonsAreInTheLanguageThatIsAskedFor() {
        // Given
        start(ApiLimits.USUAL, catalog());
        String body = "{\"items\":[{\"product\":\"computer\",\"quantity\":1,\"options\":{\"fan\":false}}]}";

        // When
        HttpResponse<String> asked = ask(body, "Accept-Language", "zh-CN,en;q=0.5");
        HttpResponse<String> ordered = platform.submit(body, "Accept-Language", "zh");

        // Then
        assertThat(Platform.json(asked).at("/causes/0/detail").asText()).isEqualTo("需要风扇");
        assertThat(Platform.json(ordered).at("/errors/0/detail").asText()).isEqualTo("需要风扇");
    }

    @Test
    void warningIsToldAgainWhenTheOrderIsRepeated() {
        // Given
        start(ApiLimits.USUAL, catalog());
        String body =
                "{\"externalId\":\"w-1\",\"items\":[{\"product\":\"computer\",\"quantity\":1,\"service\":{\"years\":5}}]}";

        // When
        HttpResponse<String> first = platform.submit(body);
        HttpResponse<String> again = platform.submit(body);

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(Platform.json(first).at("/warnings/0/rule").asText()).isEqualTo("rule:long-service");
        assertThat(again.body()).isEqualTo(first.body());
        JsonNode order = platform.order(Platform.json(first).path("id").asText());
        assertThat(order.at("/items/0/service/years").asInt()).isEqualTo(5);
        assertThat(order.at("/items/0/delivery/method").asText()).isEqualTo("post");
        assertThat(order.at("/items/0/options").has("service")).isFalse();
    }

    @Test
    void bodyThatIsNoJsonIsRefused() {
        start(ApiLimits.USUAL);
        assertProblem(ask("{"), 400, "bad-json");
        assertProblem(platform.get("/v1/feasibility"), 405, "method-not-allowed");
        assertThat(Platform.json(ask("[]")).path("feasible").asBoolean()).isFalse();
    }

    private HttpResponse<String> ask(String body, String... headers) {
        return platform.send(platform.request("/v1/feasibility", headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static CompiledProduct product(String yaml) {
        return Products.compiled(made(yaml));
    }

    static Catalog catalog() {
        CatalogResult result = Catalog.compile(List.of(
                Products.read(made(ProductLanguageTest.COMPUTER)),
                Products.read(made(ProductSchemaTest.LOGIC)),
                Products.read(Products.ALL_KINDS)));
        return ((CatalogResult.Compiled) result).catalog();
    }

    /** The same product, made by the lines that there are. */
    private static String made(String yaml) {
        return yaml.replace("[assembly]", "[glazing]")
                .replace("[shipping]", "[packing]")
                .replace("[x]", "[glazing]");
    }
}
