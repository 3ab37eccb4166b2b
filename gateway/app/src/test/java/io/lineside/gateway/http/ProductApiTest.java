package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be ordered, as platforms read it, and the page that shows it. */
class ProductApiTest extends ApiTestBase {
    @BeforeEach
    void start() {
        start(ApiLimits.USUAL, FeasibilityApiTest.catalog());
    }

    @Test
    void productsAreListedInTheLanguageThatIsAskedFor() {
        // When
        JsonNode english = Platform.json(platform.get("/v1/products"));
        JsonNode chinese = Platform.json(platform.get("/v1/products", "Accept-Language", "zh-Hans-CN, en;q=0.1"));

        // Then
        assertThat(english.at("/products/0").toString())
                .isEqualTo("{\"id\":\"computer\",\"version\":2,\"title\":\"Computer\","
                        + "\"options\":\"/v1/products/computer/options?version=2\"}");
        assertThat(chinese.at("/products/0/title").asText()).isEqualTo("电脑");
        assertThat(chinese.at("/products/1/title").asText()).isEqualTo("Logic");
    }

    @Test
    void optionsAreASchemaThatIsOnlySentWhenItChanged() {
        // When
        HttpResponse<String> first = platform.get("/v1/products/computer/options");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = platform.get("/v1/products/computer/options", "If-None-Match", tag);
        HttpResponse<String> chinese =
                platform.get("/v1/products/computer/options", "If-None-Match", tag, "Accept-Language", "zh");

        // Then
        assertThat(first.headers().firstValue("Content-Type")).contains("application/schema+json");
        assertThat(first.headers().firstValue("Vary")).contains("Accept-Language");
        assertThat(Platform.json(first)
                        .at("/properties/options/properties/fan/type")
                        .asText())
                .isEqualTo("boolean");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(chinese.statusCode()).isEqualTo(200);
        assertThat(Platform.json(chinese)
                        .at("/properties/options/properties/cpu/oneOf/0/title")
                        .asText())
                .isEqualTo("静音");
    }

    @Test
    void productTellsItsVersions() {
        assertThat(Platform.json(platform.get("/v1/products/computer")).path("versions"))
                .hasSize(1);
        assertProblem(platform.get("/v1/products/computre"), 404, "no-such-product");
        assertProblem(platform.get("/v1/products/computer/options?version=9"), 404, "no-such-product");
        assertProblem(platform.get("/v1/products/computer?version=x"), 404, "no-such-product");
    }

    @Test
    void pageLoadsNothingFromElsewhere() {
        // When
        HttpResponse<String> page = platform.get("/try/computer");
        List<String> files = new ArrayList<>(List.of(page.body()));
        for (String name : List.of("try.css", "try.js", "form.js", "words.js")) {
            HttpResponse<String> file = platform.get("/try/page/" + name);
            assertThat(file.statusCode()).isEqualTo(200);
            files.add(file.body());
        }

        // Then
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(files).noneMatch(text -> text.contains("http://") || text.contains("https://"));
        assertThat(platform.get("/try").headers().firstValue("Location")).contains("/try/computer");
        assertProblem(platform.get("/try/nothing"), 404, "no-such-product");
        assertProblem(platform.get("/try/page/try.html"), 404, "no-such-path");
    }
}
