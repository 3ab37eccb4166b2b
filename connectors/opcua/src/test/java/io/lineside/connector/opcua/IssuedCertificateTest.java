package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.Ports;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.line.LineConnector;
import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line whose certificate is issued by an authority, against a real server in mode SignAndEncrypt on loopback. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class IssuedCertificateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();
    // Once for all tests: making keys takes longer than all else here.
    private static final Authority AUTHORITY = new Authority(CLOCK);
    private static final Authority.Issued LINE = AUTHORITY.issue("urn:odd");

    @TempDir
    private Path root;

    private final RecordingListener listener = new RecordingListener();
    private CertificateFolder folder;
    private ServerSecurity security;
    private OddServer server;
    private LineConnector connector;

    @BeforeEach
    void serve() {
        folder = new CertificateFolder(root);
        security = new ServerSecurity(
                new ServerSecurity.Identity(LINE.keys(), LINE.chain()), List.of(SecurityPolicy.Basic256Sha256));
        server = new OddServer(Ports.next(), security, OddServer.V2)
                .receiver("Jobs", "Store")
                .provider("Results");
        connector = server.connector(Duration.ofSeconds(4), Map.of("certificates", root.toString()), listener);
    }

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    @Test
    void lineOfATrustedAuthorityConnectsOnceItTrustsUs() throws Exception {
        // Given
        trust(AUTHORITY.certificate());
        // When
        connector.start();
        theLineTrustsUs();
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        assertThat(connector.health().detail()).contains("Basic256Sha256");
    }

    @Test
    void lineOfAnUnknownAuthorityIsNotConnectedTo() throws Exception {
        // Given
        trust(new Authority(CLOCK).certificate());
        // When
        connector.start();
        // Then
        awaitReason("the gateway does not trust the line's certificate 'CN=odd machine'");
    }

    @Test
    void lineWhoseCertificateWasRevokedIsNotConnectedTo() throws Exception {
        // Given
        trust(AUTHORITY.certificate());
        AUTHORITY.revoke(folder.revoked().resolve("factory.crl"), AUTHORITY);
        // When
        connector.start();
        // Then
        awaitReason("the line's certificate 'CN=odd machine'");
        assertThat(connector.health().detail())
                .contains("was revoked by its issuer 'CN=Factory CA'", "give the line a new certificate");
    }

    @Test
    void revocationEndsTheConnection() throws Exception {
        // Given
        trust(AUTHORITY.certificate());
        connector.start();
        theLineTrustsUs();
        await().atMost(PATIENCE).until(listener::isConnected);
        // When
        AUTHORITY.revoke(folder.revoked().resolve("factory.crl"), AUTHORITY);
        // Then
        awaitReason("was revoked by its issuer 'CN=Factory CA'");
    }

    @Test
    void listThatIsOverdueIsWarnedAboutInHealth() throws Exception {
        // Given
        trust(AUTHORITY.certificate());
        AUTHORITY.revokeNothing(
                folder.revoked().resolve("factory.crl"), CLOCK.instant().minusSeconds(60));
        // When
        connector.start();
        theLineTrustsUs();
        await().atMost(PATIENCE).until(listener::isConnected);
        // Then
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("factory.crl", "was to be replaced by"));
    }

    private void trust(X509Certificate certificate) throws Exception {
        Files.write(
                Files.createDirectories(folder.folder(Place.TRUSTED)).resolve("authority.der"),
                certificate.getEncoded());
    }

    /** As a person at the line does it: what the line refused is moved to the trusted. */
    private void theLineTrustsUs() {
        await().atMost(PATIENCE).until(() -> !security.rejected().isEmpty());
        security.trust(security.rejected().get(0));
    }

    private void awaitReason(String words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connector.health().detail()).contains(words));
        assertThat(connector.health().connected()).isFalse();
    }
}
