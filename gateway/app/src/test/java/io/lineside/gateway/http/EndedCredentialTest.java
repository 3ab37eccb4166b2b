package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.ApiKeyConfig;
import io.lineside.config.JwtConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.config.source.Position;
import io.lineside.gateway.TokenIssuer;
import io.lineside.gateway.access.ApiKey;
import io.lineside.gateway.access.KeyRing;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was let in and goes on ends with the credential that let it in. */
class EndedCredentialTest extends ApiTestBase {
    private static final String FAREWELL =
            "event: unauthorized\ndata: {\"detail\":\"the credential was revoked or is over\"}\n\n";
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final ApiKey key = ApiKey.make(new SecureRandom());
    private final ApiKey other = ApiKey.make(new SecureRandom());

    @BeforeEach
    void start() {
        keys = ring(ALL, Optional.empty());
        start(ApiLimits.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events", "/v1/orders/ORDER/events"})
    void streamOfARevokedKeyIsToldSoAndEnds(String path) throws Exception {
        // Given
        String order = platform.accepted(ONE, "Authorization", "Bearer " + key.text());
        try (Socket reader = stream(path.replace("ORDER", order), key.text())) {
            // When
            keys = new KeyRing(Optional.of(new PlatformsConfig(100, 100, List.of())));
            long revoked = System.nanoTime();
            // Then
            assertThat(hearToTheEnd(reader)).contains(FAREWELL);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void streamOfAKeyThatMayReadNoMoreEndsAndThatOfAnotherGoesOn() throws Exception {
        // Given
        try (Socket reader = stream("/v1/events", key.text());
                Socket kept = stream("/v1/events", other.text())) {
            // When
            keys = ring(EnumSet.of(Scope.ORDERS_WRITE), Optional.empty());
            // Then
            assertThat(hearToTheEnd(reader)).contains(FAREWELL);
            assertThat(server().openStreams()).isEqualTo(1);
            assertThat(kept.isClosed()).isFalse();
        }
    }

    @Test
    void streamEndsWhenItsKeyIsOver() throws Exception {
        // Given
        keys = ring(ALL, Optional.of(Instant.now().plusSeconds(4)));
        try (Socket reader = stream("/v1/events", key.text())) {
            // When
            String heard = hearToTheEnd(reader);
            // Then
            assertThat(heard).contains(FAREWELL);
        }
    }

    @Test
    void streamEndsWhenItsTokenIsOver() throws Exception {
        try (TokenIssuer issuer = new TokenIssuer()) {
            // Given
            JwtConfig config = issuer.config(Duration.ZERO);
            keys = new KeyRing(
                    Optional.of(new PlatformsConfig(100, 100, List.of(), List.of(config), List.of(), List.of())));
            // The keys are read before, so that no time of the short life goes into that.
            String longer = issuer.token("rsa", claims(Duration.ofHours(1)));
            assertThat(platform.get("/v1/orders", "Authorization", "Bearer " + longer)
                            .statusCode())
                    .isEqualTo(200);
            String token = issuer.token("rsa", claims(Duration.ofSeconds(5)));
            try (Socket reader = stream("/v1/events", token)) {
                // When
                String heard = hearToTheEnd(reader);
                // Then
                assertThat(heard).contains(FAREWELL);
            }
            assertProblem(platform.get("/v1/orders", "Authorization", "Bearer " + token), 401, "no-valid-key");
        }
    }

    @Test
    void requestThatWaitsForAnOrderIsAnsweredWhenItsKeyIsRevoked() throws Exception {
        // Given
        String order = platform.accepted(ONE, "Authorization", "Bearer " + key.text());
        String path = "/v1/orders/" + order;
        String tag = settled(path);
        CompletableFuture<HttpResponse<String>> waiting = platform.getLater(
                path, "Authorization", "Bearer " + key.text(), "If-None-Match", tag, "Prefer", "wait=25");
        awaitWaiters(1);
        // When
        keys = new KeyRing(Optional.of(new PlatformsConfig(100, 100, List.of())));
        // Then
        assertProblem(waiting.get(10, TimeUnit.SECONDS), 401, "no-valid-key");
        awaitWaiters(0);
    }

    @Test
    void requestThatWaitsForTheFeedIsAnsweredWhenItsKeyIsRevoked() throws Exception {
        // Given
        CompletableFuture<HttpResponse<String>> waiting =
                platform.getLater("/v1/changes", "Authorization", "Bearer " + key.text(), "Prefer", "wait=25");
        awaitFeedWaiters(1);
        // When
        keys = new KeyRing(Optional.of(new PlatformsConfig(100, 100, List.of())));
        // Then
        assertProblem(waiting.get(10, TimeUnit.SECONDS), 401, "no-valid-key");
        awaitFeedWaiters(0);
    }

    @Test
    void openGatewayThatIsClosedLetsNobodyGoOn() throws Exception {
        // Given
        keys = new KeyRing(Optional.empty());
        try (Socket reader = stream("/v1/events", "nothing")) {
            // When
            keys = ring(ALL, Optional.empty());
            // Then
            assertThat(hearToTheEnd(reader)).contains(FAREWELL);
        }
    }

    /** What the acceptance still has to tell would answer the waiting request. */
    private static String claims(Duration life) {
        return TokenIssuer.claims(Instant.now(), life, ",\"scope\":\"orders:read\"");
    }

    private String settled(String path) {
        String bearer = "Bearer " + key.text();
        String tag = "";
        HttpResponse<String> answer = platform.get(path, "Authorization", bearer);
        while (answer.statusCode() == 200) {
            tag = answer.headers().firstValue("ETag").orElseThrow();
            answer = platform.get(path, "Authorization", bearer, "If-None-Match", tag, "Prefer", "wait=1");
        }
        return tag;
    }

    private void awaitFeedWaiters(int count) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(server().feedWaiters()).isEqualTo(count));
    }

    /** A stream of which the head has come. */
    private Socket stream(String path, String credential) throws IOException {
        Socket socket = connect();
        int before = server().openStreams();
        say(
                socket,
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + credential
                        + "\r\n\r\n");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(server().openStreams()).isEqualTo(before + 1));
        return socket;
    }

    private KeyRing ring(Set<Scope> scopes, Optional<Instant> until) {
        return new KeyRing(Optional.of(new PlatformsConfig(
                100, 100, List.of(config(key, scopes, until), config(other, ALL, Optional.empty())))));
    }

    private static ApiKeyConfig config(ApiKey made, Set<Scope> scopes, Optional<Instant> until) {
        return new ApiKeyConfig(
                made.id(),
                new TenantId("acme"),
                scopes,
                made.sha256(),
                until,
                Position.startOf(Path.of("platforms.yaml")));
    }
}
