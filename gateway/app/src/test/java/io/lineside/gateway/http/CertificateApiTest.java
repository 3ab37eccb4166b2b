package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.config.CertificateConfig;
import io.lineside.config.CertificateConfig.Mark;
import io.lineside.config.HttpConfig;
import io.lineside.config.PlatformsConfig;
import io.lineside.config.Scope;
import io.lineside.config.source.Position;
import io.lineside.gateway.Platform;
import io.lineside.gateway.SelfSigned;
import io.lineside.gateway.TestAuthority;
import io.lineside.gateway.access.KeyRing;
import io.lineside.model.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform API with certificates of clients, over real TLS. */
class CertificateApiTest extends GuardedOperationsContract {
    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    @TempDir
    private static Path pki;

    private static KeyStore server;
    private static TestAuthority authority;
    private static TestAuthority forgers;
    private static KeyStore shop;
    private static KeyStore stranger;
    private static KeyStore ended;
    private static KeyStore forged;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private int burst = 10_000;
    private Mark mark = new Mark.Subject("cn=shop,o=acme");

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = SelfSigned.key(pki, "api", "localhost");
        authority = new TestAuthority(pki, "shops");
        shop = authority.sign("shop", "CN=Shop,O=Acme");
        stranger = authority.sign("stranger", "CN=Stranger,O=Acme");
        ended = authority.sign("ended", "CN=Shop,O=Acme", "-startdate", "-10d", "-validity", "1");
        forgers = new TestAuthority(pki, "forgers");
        forged = forgers.sign("forged", "CN=Shop,O=Acme");
    }

    @BeforeEach
    void start() throws Exception {
        start(true);
    }

    private void start(boolean required) throws Exception {
        trust(authority);
        encryption = Optional.of(new ApiSettings.Encryption(
                TestAuthority.pem(
                        pki.resolve("api.crt"),
                        "CERTIFICATE",
                        server.getCertificate("api").getEncoded()),
                TestAuthority.pem(
                        pki.resolve("api.key"),
                        "PRIVATE KEY",
                        server.getKey("api", SelfSigned.PASSWORD).getEncoded()),
                Optional.of(new HttpConfig.ClientCertificates(authorities(), required))));
        map("acme", ALL, Optional.empty());
        start(ApiLimits.USUAL);
    }

    @Override
    Platform platform(boolean known) {
        return with(known ? shop : stranger);
    }

    @Override
    HttpRequest.Builder known(String path, String tenant, Set<Scope> scopes) {
        map(tenant, scopes, Optional.empty());
        return request(path);
    }

    @Override
    HttpRequest.Builder stranger(String path) {
        return request(path);
    }

    @Override
    void allow(int atOnce) {
        burst = atOnce;
    }

    @Test
    void certificateIsKnownByItsFingerprintToo() throws Exception {
        // Given
        byte[] bytes = TestAuthority.certificate(shop, "shop").getEncoded();
        mark = new Mark.Fingerprint(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        map("acme", ALL, Optional.empty());
        // When
        var answer = with(shop).send(request("/v1/orders"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(with(stranger).send(request("/v1/orders")).statusCode()).isEqualTo(401);
    }

    @Test
    void whoHasNoCertificateOfTheAuthorityIsNotEvenHeard() throws Exception {
        // Then
        for (KeyStore bad : List.of(TestAuthority.nothing(), ended, forged)) {
            assertThatThrownBy(() -> with(bad).send(request("/v1/orders"))).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(with(shop).send(request("/v1/orders")).statusCode()).isEqualTo(200);
    }

    @Test
    void authorityIsChangedWithoutRestart() throws Exception {
        // When
        trust(forgers);
        // Then
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> with(forged).send(request("/v1/orders")).statusCode() == 200);
        assertThatThrownBy(() -> with(shop).send(request("/v1/orders"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void authorityThatCanNotBeReadChangesNothingAndIsTold() throws Exception {
        // When
        Files.writeString(authorities(), "nothing");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health())
                .contains("http.clientCa: must be certificates of authorities in PEM, was not (")
                .contains("and the authorities from before are trusted"));
        assertThat(with(shop).send(request("/v1/orders")).statusCode()).isEqualTo(200);
        // When
        trust(authority);
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(health()).doesNotContain("clientCa"));
    }

    @Test
    void authorityThatCanNotBeReadIsSaidAtTheStart() throws Exception {
        // Given
        stop();
        Files.delete(authorities());
        // Then
        assertThatThrownBy(() -> start(ApiLimits.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("http.clientCa: must be certificates of authorities in PEM, was not (there is no "
                        + authorities() + ")");
    }

    @Test
    void certificateEndsAtTheTimeThatTheSiteSays() {
        // When
        map("acme", ALL, Optional.of(Instant.parse("2020-01-01T00:00:00Z")));
        // Then
        assertProblem(with(shop).send(request("/v1/orders")), 401, "no-valid-key");
    }

    @Test
    void whereCertificatesAreOptionalOneMayComeWithoutAndIsNobodyThen() throws Exception {
        // Given
        stop();
        start(false);
        // When
        var without = with(TestAuthority.nothing()).send(request("/v1/orders"));
        var with = with(shop).send(request("/v1/orders"));
        // Then
        assertProblem(without, 401, "no-valid-key");
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"lineside\"");
        assertThat(with.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> with(forged).send(request("/v1/orders"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void wrongKeyIsNotMadeGoodByACertificate() {
        // When
        var answer = with(shop).send(request("/v1/orders").header("Authorization", "Bearer ls_abcd2345_wrong"));
        // Then
        assertProblem(answer, 401, "no-valid-key");
    }

    @Test
    void olderTlsIsNotSpoken() throws Exception {
        // Given
        SSLContext context = TestAuthority.client(TestAuthority.certificate(server, "api"), shop);
        try (var socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            // When
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            // Then
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
        }
        try (var old = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
            old.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @Test
    void encryptedAnswersTellBrowsersToStayEncrypted() {
        // When
        var answer = with(shop).send(request("/v1/orders"));
        // Then
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    private static Path authorities() {
        return pki.resolve("clients.pem");
    }

    private static void trust(TestAuthority signs) throws IOException {
        Files.copy(signs.pem(), authorities(), StandardCopyOption.REPLACE_EXISTING);
    }

    private String health() {
        return operator.get("/health").body();
    }

    private void map(String tenant, Set<Scope> scopes, Optional<Instant> until) {
        var certificate = new CertificateConfig(
                mark, new TenantId(tenant), scopes, until, Position.startOf(Path.of("platforms.yaml")));
        keys = new KeyRing(
                Optional.of(new PlatformsConfig(1, burst, List.of(), List.of(), List.of(certificate), List.of())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path));
    }

    private Platform with(KeyStore own) {
        try {
            X509Certificate known = TestAuthority.certificate(server, "api");
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(TestAuthority.client(known, own))
                    .build();
            return new Platform(client, () -> URI.create("https://localhost:" + port()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
