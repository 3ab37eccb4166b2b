package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.SelfSigned;
import io.lineside.gateway.TestAuthority;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform API with a certificate, made by the JDK's own keytool. */
class EncryptedApiTest extends ApiTestBase {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path pki;

    @Test
    void twoLinesEncryptTheApi() throws Exception {
        // Given
        KeyStore made = SelfSigned.key(pki, "api", "localhost");
        startWith(made);
        // When
        var answer = products(made);
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
        assertThatThrownBy(() -> platform.get("/v1/products")).isInstanceOf(UncheckedIOException.class);
        assertThat(api().path("encrypted").asBoolean()).isTrue();
        assertThat(api().path("certificateUntil").asText())
                .isEqualTo(until(made).toString());
        assertThat(server().certificateUntil()).contains(until(made));
        assertThat(warnings()).doesNotContain("certificate");
    }

    @Test
    void renewedCertificateIsShownWithoutRestart() throws Exception {
        // Given
        startWith(SelfSigned.key(pki, "api", "localhost"));
        KeyStore renewed = SelfSigned.key(pki, "renewed", "localhost", "-validity", "400");
        // When
        write(renewed, "api.key", "PRIVATE KEY");
        write(renewed, "api.crt", "CERTIFICATE");
        // Then
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> products(renewed).statusCode() == 200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server().certificateUntil()).contains(until(renewed)));
        assertThat(warnings()).doesNotContain("certificate");
    }

    @Test
    void keyOfAnotherCertificateChangesNothingAndIsTold() throws Exception {
        // Given
        KeyStore made = SelfSigned.key(pki, "api", "localhost");
        startWith(made);
        KeyStore renewed = SelfSigned.key(pki, "renewed", "localhost", "-validity", "400");
        // When
        write(renewed, "api.crt", "CERTIFICATE");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(warnings())
                .contains("http.certFile, http.keyFile: must be a certificate and its private key")
                .contains("(the key is not that of the certificate); the certificate from before is shown until "
                        + until(made)));
        assertThat(products(made).statusCode()).isEqualTo(200);
        // When
        write(renewed, "api.key", "PRIVATE KEY");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(warnings()).doesNotContain("certificate"));
        assertThat(products(renewed).statusCode()).isEqualTo(200);
    }

    @Test
    void fileThatIsGoneIsToldAndAllIsWellWhenItIsBack() throws Exception {
        // Given
        KeyStore made = SelfSigned.key(pki, "api", "localhost");
        startWith(made);
        // When
        Files.delete(pki.resolve("api.key"));
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(warnings()).contains("(there is no " + pki.resolve("api.key") + ")"));
        // When
        write(made, "api.key", "PRIVATE KEY");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(warnings()).doesNotContain("certificate"));
    }

    @Test
    void certificateThatEndsSoonIsTold() throws Exception {
        // Given
        KeyStore made = SelfSigned.key(pki, "api", "localhost", "-validity", "13");
        // When
        startWith(made);
        // Then
        assertThat(warnings())
                .contains("the certificate of the platform API ends at " + until(made) + ": put a renewed one into "
                        + pki.resolve("api.crt"));
    }

    @Test
    void certificateThatIsNoneIsSaidAtTheStart() throws Exception {
        // Given
        encryption = Optional.of(new ApiSettings.Encryption(
                TestAuthority.pem(pki.resolve("api.crt"), "CERTIFICATE", new byte[] {1, 2, 3}),
                TestAuthority.pem(pki.resolve("api.key"), "PRIVATE KEY", new byte[] {4, 5, 6})));
        // Then
        assertThatThrownBy(() -> start(ApiLimits.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("http.certFile, http.keyFile: must be a certificate and its private key");
    }

    @Test
    void keyOfAnotherCertificateIsSaidAtTheStart() throws Exception {
        // Given
        encryption = Optional.of(new ApiSettings.Encryption(
                write(SelfSigned.key(pki, "api", "localhost"), "api.crt", "CERTIFICATE"),
                write(SelfSigned.key(pki, "other", "localhost"), "api.key", "PRIVATE KEY")));
        // Then
        assertThatThrownBy(() -> start(ApiLimits.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the key is not that of the certificate");
    }

    private void startWith(KeyStore made) throws Exception {
        encryption = Optional.of(new ApiSettings.Encryption(
                write(made, "api.crt", "CERTIFICATE"), write(made, "api.key", "PRIVATE KEY")));
        start(ApiLimits.USUAL);
    }

    /** Of the one key in the store, its certificate or itself. */
    private Path write(KeyStore made, String file, String type) throws Exception {
        String alias = made.aliases().nextElement();
        return TestAuthority.pem(
                pki.resolve(file),
                type,
                type.equals("CERTIFICATE")
                        ? made.getCertificate(alias).getEncoded()
                        : made.getKey(alias, SelfSigned.PASSWORD).getEncoded());
    }

    private static Instant until(KeyStore made) throws Exception {
        var certificate = (X509Certificate) made.getCertificate(made.aliases().nextElement());
        return certificate.getNotAfter().toInstant();
    }

    /** A new connection, as one that is open goes on with the certificate it began with. */
    private HttpResponse<String> products(KeyStore trusted) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusting(trusted))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/v1/products"))
                                .build(),
                        BodyHandlers.ofString());
    }

    private JsonNode api() {
        return Platform.json(operator.get("/health")).path("api");
    }

    private String warnings() {
        return StreamSupport.stream(api().path("warnings").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }

    private static SSLContext trusting(KeyStore made) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", made.getCertificate(made.aliases().nextElement()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
