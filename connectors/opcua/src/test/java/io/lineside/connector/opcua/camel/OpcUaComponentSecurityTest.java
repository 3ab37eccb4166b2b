package io.lineside.connector.opcua.camel;

import static io.lineside.connector.opcua.camel.MachineNodes.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.client.FieldServer;
import io.lineside.model.pki.CertificateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The component over SignAndEncrypt: both sides have to trust each other, and nothing is sent otherwise. */
@Timeout(120)
class OpcUaComponentSecurityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private FieldServer<MachineNodes> server;
    private Context context;

    @BeforeEach
    void setUp() {
        server = FieldServer.secured(MachineNodes::new);
        context = new Context(server, "certificates=" + folder);
    }

    @AfterEach
    void tearDown() {
        context.close();
        server.close();
    }

    @Test
    void unknownServerCertificateIsRefused() {
        // When / Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(read().getException())
                .hasMessageContaining("does not trust the line's certificate"));
        assertThat(new CertificateFolder(folder)
                        .contents(CertificateFolder.Place.REJECTED)
                        .certificates())
                .containsExactly(server.certificate());
    }

    @Test
    void trustOnBothSidesConnectsEncrypted() throws Exception {
        // When
        trustBoth();
        // Then
        assertThat(read().getMessage().getBody()).isEqualTo("S-1");
    }

    @Test
    void trustTakenBackEndsTheLiveSession() throws Exception {
        // Given
        trustBoth();
        Path trusted = new CertificateFolder(folder).folder(CertificateFolder.Place.TRUSTED);
        // When
        Files.delete(trusted.resolve("server.der"));
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(read().getException())
                .hasMessageContaining("does not trust the line's certificate"));
    }

    @Test
    void connectionWithoutAWordOnSecurityIsRefused() {
        assertThatThrownBy(() -> context.camel().getEndpoint("opcua:" + server.endpoint() + "?node=" + id("Serial")))
                .rootCause()
                .hasMessageContaining("certificates: is required");
    }

    @Test
    void unsecuredEndpointOfASecuredServerIsNotLookedFor() {
        // Given
        try (var unsecured = new Context(server)) {
            // When / Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            unsecured.send("node=" + id("Serial"), null).getException())
                    .hasMessageContaining("offers no endpoint without security")
                    .hasMessageContaining("Basic256Sha256/SignAndEncrypt"));
        }
    }

    private void trustBoth() throws Exception {
        Path trusted = new CertificateFolder(folder).folder(CertificateFolder.Place.TRUSTED);
        Files.createDirectories(trusted);
        Files.write(trusted.resolve("server.der"), server.certificate().getEncoded());
        assertThat(read().getException()).as("the server does not know us yet").isNotNull();
        await().atMost(PATIENCE).until(() -> read().getException() != null && server.trustRejected());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(read().getException()).isNull());
    }

    private Exchange read() {
        return context.send("node=" + id("Serial"), null);
    }
}
