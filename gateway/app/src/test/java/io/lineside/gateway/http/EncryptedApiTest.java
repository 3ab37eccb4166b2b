package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.gateway.Platform;
import io.lineside.gateway.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform API with a certificate, made by the JDK's own keytool. */
class EncryptedApiTest extends ApiTestBase {

    @TempDir
    private Path pki;

    @Test
    void twoLinesEncryptTheApi() throws Exception {
        // Given
        KeyStore made = SelfSigned.key(pki, "api", "localhost");
        encryption = Optional.of(new ApiSettings.Encryption(
                pem("CERTIFICATE", made.getCertificate("api").getEncoded()),
                pem("PRIVATE KEY", made.getKey("api", SelfSigned.PASSWORD).getEncoded())));
        start(ApiLimits.USUAL);
        // When
        var answer = HttpClient.newBuilder()
                .sslContext(trusting(made))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/v1/products"))
                                .build(),
                        BodyHandlers.ofString());
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
        assertThatThrownBy(() -> platform.get("/v1/products")).isInstanceOf(UncheckedIOException.class);
        assertThat(Platform.json(operator.get("/health"))
                        .path("api")
                        .path("encrypted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void certificateThatIsNoneIsSaidAtTheStart() throws Exception {
        // Given
        encryption = Optional.of(new ApiSettings.Encryption(
                pem("CERTIFICATE", new byte[] {1, 2, 3}), pem("PRIVATE KEY", new byte[] {4, 5, 6})));
        // Then
        assertThatThrownBy(() -> start(ApiLimits.USUAL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("http.certFile, http.keyFile: must be a certificate and its private key");
    }

    private Path pem(String type, byte[] content) throws IOException {
        return Files.writeString(
                pki.resolve(type.replace(' ', '-') + ".pem"),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }

    private static SSLContext trusting(KeyStore made) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", made.getCertificate("api"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
