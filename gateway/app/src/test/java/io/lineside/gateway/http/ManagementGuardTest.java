package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.config.OperatorConfig;
import io.lineside.config.source.Secret;
import io.lineside.gateway.Platform;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import io.lineside.gateway.store.AuditEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the management port: every operation of its contract, and no page of another origin. */
class ManagementGuardTest extends ApiTestBase {
    private static final String TOKEN = "a-token-of-the-night-shift";
    private static final String ANNA = "the-token-of-anna-herself";

    static Stream<Operation> guarded() {
        return Contract.named(Contract.MANAGEMENT).operations().stream().filter(operation -> !operation.isPublic());
    }

    private void startWithOperators() {
        operators = List.of(
                new OperatorConfig("operator", new Secret(TOKEN)), new OperatorConfig("anna", new Secret(ANNA)));
        start(ApiLimits.USUAL);
    }

    @Test
    void onlyLifeAndTheContractArePublic() {
        // When
        var open = Contract.named(Contract.MANAGEMENT).operations().stream()
                .filter(Operation::isPublic)
                .map(Operation::path);
        // Then
        assertThat(open).containsExactlyInAnyOrder("/health/live", "/openapi.yaml", "/openapi.html", "/openapi.css");
        start(ApiLimits.USUAL);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void operationNeedsTheToken(Operation operation) {
        // Given
        startWithOperators();
        // When
        HttpResponse<String> without = call(operation);
        HttpResponse<String> wrong = call(operation, "Authorization", "Bearer " + TOKEN + "x");
        HttpResponse<String> basic = call(operation, "Authorization", "Basic " + TOKEN);
        // Then
        assertProblem(without, 401, "no-valid-token");
        assertProblem(wrong, 401, "no-valid-token");
        assertProblem(basic, 401, "no-valid-token");
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"lineside management\"");
        assertThat(let(operation, TOKEN)).isNotIn(401, 403);
        assertThat(let(operation, ANNA)).isNotIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/", "//health", "/console/../health", "/console/page/../../metrics", "/x"})
    void noOtherWayToSayAPathIsOpen(String path) throws IOException {
        // Given
        startWithOperators();
        // When
        String answer = ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void consoleIsShownSoThatItCanAskForTheToken() {
        // Given
        startWithOperators();
        // Then
        assertThat(operator.get("/console").statusCode()).isEqualTo(200);
        assertThat(operator.get("/console/page/gateway.js").statusCode()).isEqualTo(200);
        assertThat(operator.get("/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8081, 200",
        "127.0.0.1, 200",
        "[::1]:8081, 200",
        "LOCALHOST:1, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "evil.example:8081, 403",
        "10.0.0.7, 403"
    })
    void portIsSpokenToUnderItsOwnNamesAlone(String host, int status) throws IOException {
        // Given
        start(ApiLimits.USUAL);
        // When
        // A page at evil.example whose name was made to point to this machine.
        String answer = ask("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, 200",
        "http://127.0.0.1:8081, 200",
        "http://evil.example, 403",
        "http://localhost.evil.example:8081, 403",
        "null, 403",
        "file://, 403",
        "http://localhost@evil.example, 403"
    })
    void pagesOfOtherOriginsCanNotUseThePort(String origin, int status) throws IOException {
        // Given
        start(ApiLimits.USUAL);
        // When
        String answer =
                ask("GET /health HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\nConnection: close\r\n\r\n");
        // Then
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).doesNotContainIgnoringCase("access-control-");
    }

    @Test
    void answersSayNothingToOtherPagesAndNotWhatAnswers() throws IOException {
        // Given
        start(ApiLimits.USUAL);
        // When
        String answer = ask(String.join(
                "\r\n",
                "OPTIONS /health HTTP/1.1",
                "Host: localhost",
                "Origin: http://localhost",
                "Access-Control-Request-Method: POST",
                "Connection: close",
                "",
                ""));
        // Then
        assertThat(answer).startsWith("HTTP/1.1 204 ");
        assertThat(answer).doesNotContainIgnoringCase("access-control-").doesNotContainIgnoringCase("\nserver:");
        assertThat(answer).containsIgnoringCase("cache-control: no-store");
        var health = operator.get("/health");
        assertThat(health.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(health.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        var orders = platform.get("/v1/orders");
        assertThat(orders.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(orders.headers().firstValue("Server")).isEmpty();
        assertThat(orders.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(orders.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    @Test
    void auditTellsWhoDidWhatPageByPage() {
        // Given
        startWithOperators();
        for (int i = 0; i < 3; i++) {
            bench().store
                    .auditLog()
                    .append(AuditEntry.of("ben", "gateway-started", "site", Map.of()))
                    .toCompletableFuture()
                    .join();
        }
        // When
        var page = Platform.json(operator.get("/audit?limit=2", "Authorization", "Bearer " + TOKEN));
        var rest = Platform.json(operator.get(
                "/audit?limit=2&before=" + page.path("next").asLong(), "Authorization", "Bearer " + TOKEN));
        // Then
        assertThat(page.path("entries")).hasSize(2);
        assertThat(page.path("entries").path(0).path("number").asLong()).isEqualTo(3);
        assertThat(page.path("entries").path(0).path("previousHash"))
                .isEqualTo(page.path("entries").path(1).path("hash"));
        assertThat(rest.path("entries")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
    }

    /** The status of the answer to one with this token; of a stream, which does not end, only the head is asked for. */
    private int let(Operation operation, String token) {
        String[] credential = {"Authorization", "Bearer " + token};
        return operation.id().startsWith("follow")
                ? operator.send(operator.request(operation.path(), credential).method("HEAD", BodyPublishers.noBody()))
                        .statusCode()
                : call(operation, credential).statusCode();
    }

    private HttpResponse<String> call(Operation operation, String... headers) {
        String path = operation.path().replaceAll("\\{\\w+}", "mug")
                + (operation.id().equals("listJobs") ? "?stuck=true" : "");
        var request = operator.request(path, headers);
        return operator.send(
                operation.method().equals("POST")
                        ? request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"))
                        : request.GET());
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server().managementPort())) {
            socket.setSoTimeout(15_000);
            say(socket, request);
            return hearToTheEnd(socket);
        }
    }
}
