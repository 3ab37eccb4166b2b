package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.config.ApiKeyConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.config.source.Position;
import io.lineside.gateway.Platform;
import io.lineside.gateway.TokenIssuer;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.access.KeyRing;
import io.lineside.model.TenantId;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform API with tokens of an issuer, whose keys are on a real server. */
class TokenApiTest extends GuardedOperationsContract {
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final ApiKey key = ApiKey.make(new SecureRandom());
    private final TokenIssuer issuer = issuer();
    private int burst = 10_000;

    private static TokenIssuer issuer() {
        try {
            return new TokenIssuer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        allow(burst);
        start(ApiLimits.USUAL);
    }

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    @Override
    Platform platform(boolean known) {
        return platform;
    }

    @Override
    HttpRequest.Builder known(String path, String tenant, Set<Scope> scopes) {
        return platform.request(path, "Authorization", "Bearer " + token(tenant, scopes, Duration.ofHours(1)));
    }

    @Override
    HttpRequest.Builder stranger(String path) {
        String token = token("acme", ALL, Duration.ofHours(1));
        return platform.request(path, "Authorization", "Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA");
    }

    @Override
    void allow(int atOnce) {
        burst = atOnce;
        var kept = new ApiKeyConfig(
                key.id(),
                new TenantId("acme"),
                ALL,
                key.sha256(),
                Optional.empty(),
                Position.startOf(Path.of("platforms.yaml")));
        keys = new KeyRing(Optional.of(new PlatformsConfig(
                1, burst, List.of(kept), List.of(issuer.config(Duration.ZERO)), List.of(), List.of())));
    }

    @Test
    void keysAndTokensGoSideBySide() {
        // When
        var byKey = platform.get("/v1/orders", "Authorization", "Bearer " + key.text());
        var byToken = platform.send(known("/v1/orders", "acme", ALL));
        var byNothing = platform.get("/v1/orders");
        // Then
        assertThat(byKey.statusCode()).isEqualTo(200);
        assertThat(byToken.statusCode()).isEqualTo(200);
        assertProblem(byNothing, 401, "no-valid-key");
    }

    @Test
    void tokenThatIsOverIsToldSo() {
        // When
        var answer =
                platform.get("/v1/orders", "Authorization", "Bearer " + token("acme", ALL, Duration.ofSeconds(-5)));
        // Then
        assertProblem(answer, 401, "no-valid-key");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains(
                        "Bearer realm=\"lineside\", error=\"invalid_token\", error_description=\"the token is over\"");
    }

    @Test
    void tokenIsNoUseOnceTheSiteHasItsIssuerNoMore() {
        // Given
        String token = token("acme", ALL, Duration.ofHours(1));
        assertThat(platform.get("/v1/orders", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
        // When
        keys = new KeyRing(Optional.of(new PlatformsConfig(1, burst, List.of())));
        // Then
        assertProblem(platform.get("/v1/orders", "Authorization", "Bearer " + token), 401, "no-valid-key");
    }

    @Test
    void withoutTheKeysOfTheIssuerNobodyIsLetInAndHealthSaysWhy() {
        // Given
        issuer.stop();
        // When
        var answer = platform.send(known("/v1/orders", "acme", ALL));
        // Then
        assertProblem(answer, 503, "issuer-away");
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        await().untilAsserted(() -> assertThat(
                        door().path("issuers").path(0).path("trouble").asText())
                .contains("Connect"));
        assertThat(door().path("warnings").toString()).contains("the keys of https://login.example can not be read");
    }

    @Test
    void bodyIsReadWholeAlsoWhereTheTokenHadToWaitForItsKeys() {
        // Given
        String large = ONE.replace("{\"items\"", "{" + " ".repeat(200_000) + "\"items\"");
        // When
        var answer = platform.send(known("/v1/orders", "acme", ALL)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(large)));
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private JsonNode door() {
        return Platform.json(operator.get("/health")).path("api");
    }

    private String token(String tenant, Set<Scope> scopes, Duration life) {
        String words = scopes.stream().map(Scope::word).collect(Collectors.joining(" "));
        return issuer.token(
                "ec",
                TokenIssuer.claims(Instant.now(), life, ",\"scope\":\"" + words + "\"")
                        .replace("acme", tenant));
    }
}
