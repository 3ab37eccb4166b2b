package io.lineside.simulator.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.identity.X509IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SignAndEncrypt, trust and users (OPC 10000-4 6.1, OPC 10000-7 security policies), with a real client. */
class SecuredLineTest {
    private static final SecureClient ME = SecureClient.create("urn:test:client");

    @TempDir
    private Path data;

    private Simulator simulator;

    @BeforeEach
    void start() {
        start(SecuritySpec.standard());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"})
    void aTrustedClientReadsOverEveryPolicy(String policy) throws Exception {
        // Given
        trust("trusted", ME);

        // When
        OpcUaClient client = connect(policy, new AnonymousProvider());

        // Then
        assertThat(client.readNamespaceTable().toArray()).contains(LineNamespace.URI);
        client.disconnect();
    }

    @Test
    void anUnknownClientIsRejectedAndKeptUntilSomebodyTrustsIt() throws Exception {
        // Given
        assertThatThrownBy(() -> connect("Basic256Sha256", new AnonymousProvider()))
                .hasStackTraceContaining("Bad_SecurityChecksFailed");
        Path rejected = onlyFileIn(pki().resolve("rejected/certs"));

        // When
        Files.move(rejected, pki().resolve("trusted/certs").resolve(rejected.getFileName()));

        // Then
        await().ignoreExceptions().until(() -> {
            connect("Basic256Sha256", new AnonymousProvider()).disconnect();
            return true;
        });
    }

    @Test
    void nothingIsOfferedWithoutEncryption() throws Exception {
        // When
        List<EndpointDescription> offered = SecureClient.endpoints(endpoint());

        // Then
        assertThat(offered)
                .filteredOn(each -> !each.getEndpointUrl().endsWith("/discovery"))
                .extracting(EndpointDescription::getSecurityMode)
                .containsOnly(MessageSecurityMode.SignAndEncrypt)
                .hasSize(3);
    }

    // OPC 10000-6 6.2.2: the subjectAltName carries the ApplicationUri.
    @Test
    void theLinesOwnCertificateIsMadeOnceWithItsApplicationUri() throws Exception {
        // Given
        byte[] first = Files.readAllBytes(pki().resolve("own/line.der"));

        // When
        simulator.line("glaze-1").stop();
        simulator.line("glaze-1").start();

        // Then
        assertThat(Files.readAllBytes(pki().resolve("own/line.der"))).isEqualTo(first);
        assertThat(CertificateUtil.getSanUri(CertificateUtil.decodeCertificate(first)))
                .contains("urn:lineside:simulator:glaze-1");
    }

    @Test
    void onlyAKnownUserWithItsPasswordComesIn() throws Exception {
        // Given
        simulator.close();
        start(SecuritySpec.standard().forUsers(Map.of("gateway", "secret")));
        trust("trusted", ME);

        // When
        OpcUaClient client = connect("Basic256Sha256", new UsernameProvider("gateway", "secret"));

        // Then
        client.disconnect();
        assertThatThrownBy(() -> connect("Basic256Sha256", new UsernameProvider("gateway", "guess")))
                .hasStackTraceContaining("Bad_");
        assertThatThrownBy(() -> connect("Basic256Sha256", new AnonymousProvider()))
                .isInstanceOf(UaException.class);
    }

    @Test
    void aUserComesInWithACertificateThatTheLineTrusts() throws Exception {
        // Given
        simulator.close();
        start(SecuritySpec.standard().withUserCertificates());
        trust("trusted", ME);
        SecureClient user = SecureClient.create("urn:test:user");
        IdentityProvider token =
                new X509IdentityProvider(user.certificate(), user.keys().getPrivate());
        assertThatThrownBy(() -> connect("Basic256Sha256", token)).hasStackTraceContaining("Bad_");

        // When
        trust("users/trusted", user);

        // Then
        await().ignoreExceptions().until(() -> {
            connect("Basic256Sha256", token).disconnect();
            return true;
        });
    }

    private void start(SecuritySpec security) {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 2, Duration.ofMillis(20), "glaze/1")
                .secured(security);
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
    }

    private OpcUaClient connect(String policy, IdentityProvider user) throws UaException {
        return ME.connect(endpoint(), policy, user);
    }

    private String endpoint() {
        return simulator.line("glaze-1").endpoint();
    }

    private Path pki() {
        return data.resolve("glaze-1.pki");
    }

    /** Puts a certificate where a person would, before the line starts again, so that no watcher has to be waited for. */
    private void trust(String folder, SecureClient client) throws Exception {
        Files.write(
                pki().resolve(folder).resolve("certs/client.der"),
                client.certificate().getEncoded());
        simulator.line("glaze-1").stop();
        simulator.line("glaze-1").start();
    }

    private static Path onlyFileIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
