package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading orders as RFC 9110 has it: conditions, HEAD, and methods that are not offered. */
class ReadApiTest extends ApiTestBase {
    private String path;
    private String tag;

    @BeforeEach
    void order() {
        start(ApiLimits.USUAL);
        path = "/v1/orders/" + platform.accepted(ONE);
        tag = platform.get(path).headers().firstValue("ETag").orElseThrow();
    }

    /** RFC 9110, 13.1.2 and 8.8.3.2. */
    @ParameterizedTest
    @ValueSource(strings = {"TAG", "W/TAG", "\"x\", TAG", "\"a,b\",W/\"x\" , W/TAG,\"y\"", "*", " * ", ", TAG"})
    void whatTheClientHasIsNotSentAgain(String condition) {
        // When
        var answer = platform.get(path, "If-None-Match", condition.replace("TAG", tag));
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).contains(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "W/\"0\", \"x\"", "\"a,TAG,b\"", "w/TAG", "TAG\"", "nonsense", "\"*\"", "TAGx"})
    void whatTheClientHasNotIsSent(String condition) {
        // When
        var answer = platform.get(path, "If-None-Match", condition.replace("TAG", tag));
        // Then
        assertThat(answer.statusCode()).as(condition).isEqualTo(200);
    }

    @Test
    void conditionsInSeveralHeadersAreOneList() {
        // When
        var answer = platform.get(path, "If-None-Match", "\"x\"", "If-None-Match", tag);
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
    }

    @Test
    void longPollWaitsWithAListOfTags() {
        // Given
        String settled = settledTag(path);
        // When
        var waiting = platform.getLater(path, "If-None-Match", "\"x\", W/" + settled, "Prefer", "wait=6");
        // Then
        awaitWaiters(1);
        assertThat(waiting.join().statusCode()).isEqualTo(304);
    }

    @Test
    void anyTagNeverWaits() {
        // When
        var answer = platform.get(path, "If-None-Match", "*", "Prefer", "wait=25");
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.headers().firstValue("Preference-Applied")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /v1/orders        | GET, HEAD, POST, OPTIONS",
                "PUT    | /v1/orders        | GET, HEAD, POST, OPTIONS",
                "POST   | /v1/orders/ord_1  | GET, HEAD, OPTIONS",
                "PATCH  | /v1/orders/ord_1  | GET, HEAD, OPTIONS"
            })
    void methodThatIsNotOfferedIsAnswered405WithThoseThatAre(String method, String where, String allow) {
        // When
        var answer = platform.send(platform.request(where).method(method, BodyPublishers.noBody()));
        // Then
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains(allow);
    }

    @Test
    void optionsNamesTheMethods() {
        // When
        var answer = platform.send(platform.request("/v1/orders").method("OPTIONS", BodyPublishers.noBody()));
        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void healthOffersOnlyReading() {
        // When
        var answer = operator.send(operator.request("/health").DELETE());
        // Then
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(operator.send(operator.request("/health").method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void headIsGetWithoutTheBody() {
        for (String where : new String[] {path, "/v1/orders", "/v1/orders/ord_none"}) {
            // Given
            var get = platform.get(where);
            // When
            var head = platform.send(platform.request(where).method("HEAD", BodyPublishers.noBody()));
            // Then
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("ETag"))
                    .isEqualTo(get.headers().firstValue("ETag"));
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
        }
    }

    @Test
    void headWithATagIsAnswered304() {
        // When
        var answer =
                platform.send(platform.request(path, "If-None-Match", tag).method("HEAD", BodyPublishers.noBody()));
        // Then
        assertThat(answer.statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders?limit=%zz", "/v1/orders/%zz", "/v1/orders/%ff", "/v1/orders/%0d%0aX:y"})
    void pathThatCanNotBeReadIsAProblemOfTheClient(String where) throws Exception {
        // When
        try (var socket = connect()) {
            say(socket, "GET " + where + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            // Then
            assertThat(hearToTheEnd(socket)).startsWith("HTTP/1.1 40").contains("application/problem+json");
        }
    }
}
