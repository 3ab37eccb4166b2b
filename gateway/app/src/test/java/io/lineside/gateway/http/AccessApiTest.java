package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.ApiKeyConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.config.source.Position;
import io.lineside.gateway.Platform;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.http.contract.Contract;
import io.lineside.gateway.http.contract.Contract.Operation;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Doors that are shut: every operation of the contract, with the right key, a wrong one, and none. */
class AccessApiTest extends ApiTestBase {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final List<ApiKeyConfig> known = new ArrayList<>();
    private final String acme = key("acme", ALL, Optional.empty());
    private final String umbrella = key("umbrella", ALL, Optional.empty());
    private final String over = key("acme", ALL, Optional.of(Instant.parse("2020-01-01T00:00:00Z")));

    @Test
    void everyOperationOfTheContractSaysWhoMayUseIt() {
        // When
        var silent = Contract.named(Contract.PLATFORM).operations().stream()
                .filter(operation -> !operation.isPublic() && operation.scope().isEmpty())
                .map(Operation::id);
        // Then
        assertThat(silent).isEmpty();
    }

    static Stream<Operation> guarded() {
        return Contract.named(Contract.PLATFORM).operations().stream()
                .filter(operation -> operation.scope().isPresent());
    }

    @BeforeEach
    void start() {
        shut(10_000);
        start(ApiLimits.USUAL);
    }

    @Test
    void onlyTheContractItselfIsPublic() {
        // When
        var open = Contract.named(Contract.PLATFORM).operations().stream()
                .filter(Operation::isPublic)
                .map(Operation::path);
        // Then
        assertThat(open).containsExactlyInAnyOrder("/v1/openapi.yaml", "/v1/openapi.html", "/v1/openapi.css");
        assertThat(platform.get("/v1/openapi.yaml").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void operationNeedsAKey(Operation operation) {
        // When
        HttpResponse<String> answer = call(operation, null);
        // Then
        assertProblem(answer, 401, "no-valid-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"lineside\"");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void operationNeedsItsOwnScope(Operation operation) {
        // Given
        Scope needed = Arrays.stream(Scope.values())
                .filter(scope -> operation.scope().equals(Optional.of(scope.word())))
                .findFirst()
                .orElseThrow();
        // When
        HttpResponse<String> without =
                call(operation, key("acme", EnumSet.complementOf(EnumSet.of(needed)), Optional.empty()));
        HttpResponse<String> with = call(operation, key("acme", EnumSet.of(needed), Optional.empty()));
        // Then
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope")
                .contains(needed.word());
        assertThat(with.statusCode()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ls_abcd2345_short",
                "Basic YTpi",
                "Bearer KEY x",
                "KEY",
                "Bearer KEYx",
                "Bearer OVER",
                "Bearer ls_zzzzzzzz_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoValidKeyIsRefusedAsSuch(String header) {
        // When
        var answer = platform.get(
                "/v1/orders", "Authorization", header.replace("KEY", acme).replace("OVER", over));
        // Then
        assertProblem(answer, 401, "no-valid-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/orders/",
                "/V1/orders",
                "/v1/%6frders",
                "/v1/openapi.yaml/",
                "/v1/nothing",
                "/try",
                "/try/mug",
                "/try/page/try.js"
            })
    void noOtherWayToSayAPathIsOpen(String path) {
        // When
        var answer = platform.get(path);
        // Then
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/orders",
                "/v1/openapi.yaml/../orders",
                "/v1/./openapi.yaml/../orders?limit=1",
                "/v1/openapi.yaml;/../orders",
                "/v1/openapi.yaml/..%2forders",
                "http://x/v1/orders"
            })
    void norIsOneThatNoClientWouldSend(String target) throws IOException {
        // Given
        try (Socket socket = connect()) {
            // When
            say(socket, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            // Then
            assertThat(hearToTheEnd(socket)).matches("(?s)HTTP/1.1 40[01] .*");
        }
    }

    @Test
    void ordersOfAnotherTenantAreNotThere() {
        // Given
        String body = ONE.replace("{\"items\"", "{\"externalId\":\"shop-1\",\"items\"");
        String own = platform.accepted(body, "Authorization", "Bearer " + acme, "Idempotency-Key", "k1");
        // When
        String other = platform.accepted(body, "Authorization", "Bearer " + umbrella, "Idempotency-Key", "k1");
        // Then
        assertThat(other).isNotEqualTo(own);
        assertThat(platform.get("/v1/orders/" + own, "Authorization", "Bearer " + acme)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(platform.get("/v1/orders/" + own, "Authorization", "Bearer " + umbrella), 404, "no-such-order");
        assertProblem(
                platform.get(
                        "/v1/orders/" + own,
                        "Authorization",
                        "Bearer " + umbrella,
                        "If-None-Match",
                        "\"1\"",
                        "Prefer",
                        "wait=1"),
                404,
                "no-such-order");
        assertThat(Platform.json(platform.get("/v1/orders", "Authorization", "Bearer " + umbrella))
                        .path("orders"))
                .singleElement()
                .satisfies(order -> assertThat(order.path("id").asText()).isEqualTo(other));
    }

    @Test
    void keyThatAsksTooMuchIsToldWhenToAskAgainAndOthersAreServed() {
        // Given
        shut(3);
        HttpResponse<String> answer = platform.get("/v1/orders", "Authorization", "Bearer " + acme);
        // When
        while (answer.statusCode() == 200) {
            answer = platform.get("/v1/orders", "Authorization", "Bearer " + acme);
        }
        // Then
        assertProblem(answer, 429, "too-many-requests");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=3;w=3");
        assertThat(answer.headers().firstValue("RateLimit")).contains("\"key\";r=0;t=1");
        assertThat(platform.get("/v1/orders", "Authorization", "Bearer " + umbrella)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keyIsGoodFromTheMomentItIsKnownAndNoLongerThanThat() {
        // Given
        assertThat(platform.get("/v1/orders", "Authorization", "Bearer " + acme).statusCode())
                .isEqualTo(200);
        // When
        known.removeIf(key -> key.tenant().value().equals("acme"));
        shut(10_000);
        // Then
        assertProblem(platform.get("/v1/orders", "Authorization", "Bearer " + acme), 401, "no-valid-key");
        known.clear();
        shut(10_000);
        assertProblem(platform.get("/v1/orders", "Authorization", "Bearer " + umbrella), 401, "no-valid-key");
    }

    @Test
    void healthSaysWhetherTheApiIsOpen() {
        // Given
        assertThat(door().path("open").asBoolean()).isFalse();
        assertThat(door().has("warnings")).isFalse();
        // When
        keys = new KeyRing(Optional.empty());
        // Then
        assertThat(door().path("open").asBoolean()).isTrue();
        assertThat(door().path("warnings").toString()).contains("open to every program on this machine");
        assertThat(platform.get("/v1/orders").statusCode()).isEqualTo(200);
    }

    private JsonNode door() {
        return Platform.json(operator.get("/health")).path("api");
    }

    /** From now on these keys are known, and each may ask so often at once. */
    private void shut(int burst) {
        keys = new KeyRing(Optional.of(new PlatformsConfig(1, burst, known)));
    }

    private String key(String tenant, Set<Scope> scopes, Optional<Instant> until) {
        ApiKey key = ApiKey.make(RANDOM);
        known.add(new ApiKeyConfig(
                key.id(),
                new TenantId(tenant),
                scopes,
                key.sha256(),
                until,
                Position.startOf(Path.of("platforms.yaml"))));
        shut(10_000);
        return key.text();
    }

    private HttpResponse<String> call(Operation operation, @Nullable String key) {
        String path = operation.path().replaceAll("\\{\\w+}", "mug");
        var request = platform.request(path);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (operation.method().equals("POST")) {
            return platform.send(
                    request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(ONE)));
        }
        // A stream does not end; its head is enough to see whether the door is open.
        return platform.send(
                key != null && operation.id().startsWith("stream")
                        ? request.method("HEAD", BodyPublishers.noBody())
                        : request.GET());
    }
}
