package io.lineside.gateway.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.JwtAlgorithm;
import io.lineside.config.JwtConfig;
import io.lineside.config.KeySetPlace;
import io.lineside.config.Scope;
import io.lineside.gateway.TokenIssuer;
import io.lineside.gateway.access.Credential;
import io.lineside.gateway.store.SettableClock;
import io.lineside.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are good, judged by keys that a real server has. */
class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final TokenIssuer issuer = issuer();
    private final AtomicLong nanos = new AtomicLong();
    private final SettableClock clock = new SettableClock();
    private final Tokens tokens = new Tokens(clock, nanos::get);
    private JwtConfig config = issuer.config(Duration.ofSeconds(60), new TenantId("acme"));

    private static TokenIssuer issuer() {
        try {
            return new TokenIssuer();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        tokens.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void signedTokenSaysWhoItsHolderIs(String key) {
        // When
        TokenAnswer answer = judge(
                issuer.token(key, TokenIssuer.claims(NOW, HOUR, ",\"scope\":\"openid orders:read orders:write\"")));
        // Then
        Credential holder = ((TokenAnswer.Good) answer).credential();
        assertThat(holder.tenant()).isEqualTo(new TenantId("acme"));
        assertThat(holder.scopes()).containsExactlyInAnyOrder(Scope.ORDERS_READ, Scope.ORDERS_WRITE);
        assertThat(holder.name()).isEqualTo("token shop-1 of https://login.example");
        assertThat(holder.until()).contains(NOW.plus(HOUR).plusSeconds(60));
    }

    @Test
    void scopesMayBeAListAndTheAudienceOneOfSeveral() {
        // Given
        String claims = TokenIssuer.claims(NOW, HOUR, ",\"scope\":[\"orders:read\",7]")
                .replace("\"lineside\"", "[\"other\",\"lineside\"]");
        // When
        TokenAnswer answer = judge(issuer.token("ec", claims));
        // Then
        assertThat(((TokenAnswer.Good) answer).credential().scopes()).containsExactly(Scope.ORDERS_READ);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUDIENCE  | \"aud\":\"lineside\"             | \"aud\":\"lineside2\"",
                "AUDIENCE  | \"aud\":\"lineside\"             | \"aud\":{\"lineside\":1}",
                "AUDIENCE  | \"aud\":\"lineside\",            | ''",
                "ISSUER    | https://login.example            | https://login.example/",
                "ISSUER    | \"iss\":\"https://login.example\", | ''",
                "EXPIRY    | \"exp\":                         | \"expires\":",
                "EXPIRY    | \"exp\":                         | \"exp\":\"x\",\"y\":",
                "EXPIRY    | \"exp\":                         | \"exp\":-1,\"y\":",
                "EXPIRY    | \"exp\":                         | \"exp\":1e99,\"y\":",
                "OVER      | \"exp\":                         | \"exp\":1600000000,\"y\":",
                "NOT_YET   | \"exp\":                         | \"nbf\":1900000000,\"exp\":",
                "NOT_YET   | \"exp\":                         | \"iat\":1900000000,\"exp\":",
                "SUBJECT   | \"azp\":\"shop-1\",              | ''",
                "SUBJECT   | \"azp\":\"shop-1\"               | \"azp\":\"a\\nb\"",
                "SUBJECT   | \"azp\":\"shop-1\"               | \"azp\":7",
                "TENANT    | \"tenant\":\"acme\",             | ''",
                "TENANT    | \"tenant\":\"acme\"              | \"tenant\":\"umbrella\"",
                "TENANT    | \"tenant\":\"acme\"              | \"tenant\":\"a/b\"",
                "TENANT    | \"tenant\":\"acme\"              | \"tenant\":[\"acme\"]",
                "BOUND     | \"azp\":                         | \"cnf\":{\"jkt\":\"x\"},\"azp\":",
                "DUPLICATE | \"tenant\":\"acme\"              | \"tenant\":\"acme\",\"tenant\":\"acme\"",
                "FORM      | {\"iss\"                         | [{\"iss\"",
                "FORM      | {\"iss\":                        | {\"a\":[[[[[[[[[[1]]]]]]]]]],\"iss\":"
            })
    void claimsThatAreWrongAreRefusedByTheirRule(String rule, String was, String becomes) {
        // Given
        String claims = TokenIssuer.claims(NOW, HOUR, "");
        assertThat(claims).contains(was);
        // When
        TokenAnswer answer = judge(issuer.token("rsa", claims.replace(was, becomes)));
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALGORITHM | {\"alg\":\"none\",\"kid\":\"rsa\"}",
                "ALGORITHM | {\"alg\":\"None\",\"kid\":\"rsa\"}",
                "ALGORITHM | {\"alg\":\"HS256\",\"kid\":\"rsa\"}",
                "ALGORITHM | {\"alg\":\"RS512\",\"kid\":\"rsa\"}",
                "ALGORITHM | {\"alg\":[\"RS256\"],\"kid\":\"rsa\"}",
                "ALGORITHM | {\"kid\":\"rsa\"}",
                "SIGNATURE | {\"alg\":\"ES256\",\"kid\":\"rsa\"}",
                "SIGNATURE | {\"alg\":\"RS256\",\"kid\":\"ec\"}",
                "KEY_ID    | {\"alg\":\"RS256\",\"kid\":\"other\"}",
                "NO_KEY_ID | {\"alg\":\"RS256\"}",
                "NO_KEY_ID | {\"alg\":\"RS256\",\"kid\":7}",
                "TYPE      | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":\"logout+jwt\"}",
                "CRITICAL  | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"b64\"],\"b64\":false}",
                "OWN_KEY   | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"jwk\":{\"kty\":\"RSA\"}}",
                "OWN_KEY   | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"jku\":\"https://evil.example/keys\"}",
                "OWN_KEY   | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"x5u\":\"https://evil.example/c\"}",
                "OWN_KEY   | {\"alg\":\"RS256\",\"kid\":\"rsa\",\"x5c\":[\"AAAA\"]}",
                "DUPLICATE | {\"alg\":\"RS256\",\"kid\":\"ec\",\"kid\":\"rsa\"}"
            })
    void headerThatIsWrongIsRefusedByItsRuleAndTellsNothing(String rule, String header) {
        // When
        TokenAnswer answer = judge(issuer.sign(header, TokenIssuer.claims(NOW, HOUR, ""), "rsa"));
        // Then
        assertThat(answer).isEqualTo(new TokenAnswer.Bad(rule, "the token is not valid"));
    }

    @Test
    void publicKeyIsNoSecretToSignWith() throws Exception {
        // Given
        // RFC 8725, 2.1: an RSA key taken for an HMAC secret.
        String text = TokenIssuer.base64("{\"alg\":\"HS256\",\"kid\":\"rsa\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + TokenIssuer.base64(TokenIssuer.claims(NOW, HOUR, "").getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(issuer.publicKey("rsa"), "HmacSHA256"));
        // When
        TokenAnswer answer =
                judge(text + "." + TokenIssuer.base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII))));
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo("ALGORITHM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.B", "A.B.", "A.B.C.D", "..", "A=.B.C", "A.B.C ", "é.B.C"})
    void whatIsNoTokenIsRefusedAsSuch(String text) {
        // When
        TokenAnswer answer = judge(text);
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo("FORM");
    }

    @Test
    void changedTokenIsNotTheSignedOne() {
        // Given
        String token = issuer.token("ec", TokenIssuer.claims(NOW, HOUR, ""));
        String other = issuer.token("ec", TokenIssuer.claims(NOW, HOUR.plusHours(1), ""));
        // When
        String mixed = token.split("\\.", -1)[0] + "." + other.split("\\.", -1)[1] + "." + token.split("\\.", -1)[2];
        // Then
        assertThat(((TokenAnswer.Bad) judge(mixed)).rule()).isEqualTo("SIGNATURE");
        // CVE-2022-21449: a signature of zeros fits everything.
        String zeros = token.substring(0, token.lastIndexOf('.') + 1) + TokenIssuer.base64(new byte[64]);
        assertThat(((TokenAnswer.Bad) judge(zeros)).rule()).isEqualTo("SIGNATURE");
    }

    @Test
    void tokenThatIsTooLongIsNotRead() {
        // When
        TokenAnswer answer = judge("A." + "B".repeat(7_000) + ".C");
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo("SIZE");
    }

    @Test
    void tokenIsGoodForTheLeewayAfterItsEndAndNoLonger() {
        // Given
        String token = issuer.token("ec", TokenIssuer.claims(NOW, Duration.ofSeconds(10), ""));
        // When
        clock.advance(Duration.ofSeconds(69));
        // Then
        assertThat(judge(token)).isInstanceOf(TokenAnswer.Good.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(((TokenAnswer.Bad) judge(token)).rule()).isEqualTo("OVER");
    }

    @Test
    void newKeyIsFetchedAsSoonAsATokenNamesItAndAnOldOneIsForgotten() throws Exception {
        // Given
        String before = issuer.token("ec", TokenIssuer.claims(NOW, HOUR, ""));
        assertThat(judge(before)).isInstanceOf(TokenAnswer.Good.class);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        // When
        issuer.forget("ec");
        issuer.add("ec-2", "EC");
        // Then
        assertThat(judge(issuer.token("ec-2", TokenIssuer.claims(NOW, HOUR, ""))))
                .isInstanceOf(TokenAnswer.Good.class);
        assertThat(((TokenAnswer.Bad) judge(before)).rule()).isEqualTo("KEY_ID");
        assertThat(issuer.asked).hasValue(2);
    }

    @Test
    void tokensThatNameUnknownKeysDoNotMakeTheServerAskedWithoutEnd() {
        // Given
        judge(issuer.token("ec", TokenIssuer.claims(NOW, HOUR, "")));
        // When
        for (int i = 0; i < 50; i++) {
            judge(issuer.sign("{\"alg\":\"ES256\",\"kid\":\"k" + i + "\"}", TokenIssuer.claims(NOW, HOUR, ""), "ec"));
        }
        // Then
        assertThat(issuer.asked).hasValue(1);
    }

    @Test
    void keysThatWereReadStayWhenTheServerIsAwayAndItIsSaid() throws Exception {
        // Given
        String token = issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, ""));
        judge(token);
        issuer.stop();
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        // When
        TokenAnswer answer = judge(token);
        tokens.become(List.of(config));
        // Then
        assertThat(answer).isInstanceOf(TokenAnswer.Good.class);
        awaitTrouble("Connect");
        assertThat(tokens.health(List.of(config)).get(0).keys()).isEqualTo(2);
        assertThat(judge(token)).isInstanceOf(TokenAnswer.Good.class);
        issuer.startAgain();
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        judge(token);
        await().untilAsserted(() ->
                assertThat(tokens.health(List.of(config)).get(0).trouble()).isEmpty());
    }

    @Test
    void withoutAnyKeysItCanNotBeTold() {
        // Given
        issuer.answers(500, Optional.empty());
        // When
        TokenAnswer answer = judge(issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, "")));
        // Then
        assertThat(answer).isEqualTo(new TokenAnswer.Unknown("https://login.example"));
        awaitTrouble("500");
    }

    @Test
    void keysAreNotFetchedFromWhereTheServerSendsUs() {
        // Given
        issuer.answers(302, Optional.empty());
        // When
        TokenAnswer answer = judge(issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, "")));
        // Then
        assertThat(answer).isInstanceOf(TokenAnswer.Unknown.class);
        awaitTrouble("302");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"keys\":7}", "<html>", "LONG"})
    void whatIsNoKeySetIsNotTaken(String body) {
        // Given
        issuer.answers(200, Optional.of(body.replace("LONG", " ".repeat(300 * 1024) + issuer.keySet())));
        // When
        TokenAnswer answer = judge(issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, "")));
        // Then
        assertThat(answer).isInstanceOf(TokenAnswer.Unknown.class);
    }

    @Test
    void keysThatAreWeakOrForSomethingElseAreNone() throws Exception {
        // Given
        issuer.answers(200, Optional.of(issuer.keySet().replace("\"use\":\"sig\"", "\"use\":\"enc\"")));
        // When
        TokenAnswer answer = judge(issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, "")));
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo("KEY_ID");
    }

    @Test
    void keysMayBeInAFile() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.keySet());
        config = new JwtConfig(
                config.issuer(),
                config.audience(),
                new KeySetPlace.File(file),
                Optional.empty(),
                Set.of(JwtAlgorithm.ES256),
                config.claims(),
                Set.of(),
                config.leeway(),
                config.at());
        // When
        TokenAnswer answer = judge(issuer.token("ec", TokenIssuer.claims(NOW, HOUR, "")));
        // Then
        assertThat(answer).isInstanceOf(TokenAnswer.Good.class);
        assertThat(issuer.asked).hasValue(0);
        assertThat(((TokenAnswer.Bad) judge(issuer.token("rsa", TokenIssuer.claims(NOW, HOUR, "")))).rule())
                .isEqualTo("ALGORITHM");
    }

    @Test
    void keyOfAnotherIsNotTheIssuers() throws Exception {
        // Given
        KeyPair stranger;
        try (TokenIssuer other = new TokenIssuer()) {
            stranger = other.forget("ec");
        }
        // When
        TokenAnswer answer = judge(TokenIssuer.sign(
                "{\"alg\":\"ES256\",\"kid\":\"ec\"}", TokenIssuer.claims(NOW, HOUR, ""), stranger.getPrivate()));
        // Then
        assertThat(((TokenAnswer.Bad) answer).rule()).isEqualTo("SIGNATURE");
    }

    private void awaitTrouble(String why) {
        await().untilAsserted(() -> assertThat(
                        tokens.health(List.of(config)).get(0).trouble().orElse(""))
                .contains(why));
    }

    private TokenAnswer judge(String token) {
        return tokens.judge(token, List.of(config))
                .toCompletableFuture()
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }
}
