package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Platform;
import io.lineside.gateway.http.contract.Contract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract where platforms and people find it, and what the server holds them to by it. */
class ContractApiTest extends ApiTestBase {
    @BeforeEach
    void start() {
        start(ApiLimits.USUAL);
    }

    @Test
    void contractIsServedAsItIsInTheProgram() {
        // When
        var answer = platform.get("/v1/openapi.yaml");
        // Then
        assertThat(answer.body()).isEqualTo(Contract.named(Contract.PLATFORM).text());
        assertThat(operator.get("/openapi.yaml").body())
                .isEqualTo(Contract.named(Contract.MANAGEMENT).text());
    }

    @Test
    void pageShowsEveryOperationAndLoadsNothingFromElsewhere() {
        // When
        var page = platform.get("/v1/openapi.html");
        // Then
        Contract.named(Contract.PLATFORM).operations().forEach(operation -> assertThat(page.body())
                .contains("id=\"" + operation.id() + "\""));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("src=", "style=", "<script", "http://", "https://");
        assertThat(platform.get("/v1/openapi.css").statusCode()).isEqualTo(200);
    }

    @Test
    void everyReadOfThePlatformApiNamesWhatItsQueryMayHold() {
        Contract.named(Contract.PLATFORM).operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.query().open())
                .forEach(operation -> {
                    // When
                    var answer = platform.get(operation.path().replaceAll("\\{\\w+}", "x") + "?colour=teal");
                    // Then
                    assertProblem(answer, 400, "bad-query");
                    assertThat(Platform.json(answer).path("detail").asText())
                            .startsWith("'colour' is not a parameter here; allowed: ");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=501        | limit must be a whole number from 1 to 500, was [501]",
                "limit=1.5        | limit must be a whole number from 1 to 500, was [1.5]",
                "limit=1&limit=2  | limit may stand there once, was [1, 2]",
                "limit=0&page=2   | 'page' is not a parameter here; allowed: limit, cursor"
            })
    void badQueryIsToldWithWhatIsAllowed(String query, String told) {
        // When
        var answer = platform.get("/v1/orders?" + query);
        // Then
        assertProblem(answer, 400, "bad-query");
        assertThat(Platform.json(answer).path("detail").asText()).contains(told);
    }
}
