package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.Material;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SignAndEncrypt between our stack and another one, both ways; nobody is trusted before a person said so. */
@EnabledIfSystemProperty(named = NodeOpcUaLine.PROGRAMS, matches = ".+")
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class NodeOpcUaSecurityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_SESSION = "99";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss"})
    void ourConnectorDrivesAMachineOnTheOtherStack(String policy) {
        // Given
        Path gateway = folder.resolve("gateway");
        Path machine = folder.resolve("machine");
        var listener = new RecordingListener();
        try (var line = new NodeOpcUaLine(
                        machine,
                        "SignAndEncrypt",
                        Map.of("certificates", gateway.toString(), "securityPolicy", policy));
                LineConnector connector = line.provider().create(settings(line), listener)) {
            connector.start();
            trust(gateway.resolve("rejected"), gateway.resolve("trusted"));
            trust(machine.resolve("pki/rejected"), machine.resolve("pki/trusted/certs"));
            // node-opcua watches its folders, but was seen to miss a file; it reads them all when it starts.
            line.stop();
            line.start();
            await().atMost(PATIENCE).until(listener::isConnected);
            JobOrder order =
                    JobOrder.of(new JobOrderId("secured"), line.workMaster(), List.of(), Material.produced("mug", 3));
            // When
            CommandOutcome outcome = connector
                    .send(JobCommand.carrying(JobAction.STORE_AND_START, order))
                    .toCompletableFuture()
                    .join();
            // Then
            assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
            await().atMost(PATIENCE).until(() -> listener.ended(order.id()).isPresent());
            assertThat(line.made()).hasSize(3);
        }
    }

    @Test
    void aClientOnTheOtherStackDrivesOurMachineAndFindsThePublishedNodes() throws Exception {
        // Given
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(40), "glaze/2")
                .secured(SecuritySpec.standard());
        try (var simulator = Simulator.start(new Plant("peer", 1, folder, 0, Optional.empty(), List.of(spec)))) {
            Path client = folder.resolve("client");
            Path trusted = Files.createDirectories(client.resolve("pki/trusted/certs"));
            Path pki = folder.resolve("glaze-1.pki");
            Files.copy(pki.resolve("own/line.der"), trusted.resolve("line.der"));
            String endpoint = simulator.line("glaze-1").endpoint();
            // When
            Run stranger = client(endpoint, client);
            trust(pki.resolve("rejected/certs"), pki.resolve("trusted/certs"));
            Run known = client(endpoint, client);
            // Then
            assertThat(stranger.exit()).as(stranger.said()).isEqualTo(NO_SESSION);
            assertThat(known.exit()).as(known.said()).isEqualTo("0");
            assertThat(known.said()).contains("ok OPC 10031-4").endsWith("0 failed\n");
            assertThat(simulator.ledger().entries()).hasSize(2);
        }
    }

    /** What a program said, and its exit code. */
    private record Run(String exit, String said) {}

    private static Run client(String endpoint, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "node",
                        Path.of(System.getProperty(NodeOpcUaLine.PROGRAMS), "client.mjs")
                                .toString(),
                        endpoint,
                        folder.toString(),
                        "glaze/2")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(Integer.toString(process.waitFor()), said);
    }

    private static LineSettings settings(NodeOpcUaLine line) {
        return new LineSettings(
                new EquipmentId("glaze-1"),
                "gw-1",
                line.equipmentPath(),
                Duration.ofSeconds(5),
                line.connection(),
                Clock.systemUTC());
    }

    /** What a person does once: trusts the certificate that was refused. */
    private static void trust(Path rejected, Path trusted) {
        await().atMost(PATIENCE)
                .ignoreException(NoSuchFileException.class)
                .until(() -> certificates(rejected), files -> !files.isEmpty())
                .forEach(file -> move(file, trusted));
    }

    private static List<Path> certificates(Path rejected) throws IOException {
        try (Stream<Path> files = Files.list(rejected)) {
            // A file that is still being written has another ending.
            return files.filter(file -> !file.toString().endsWith(".part")).toList();
        }
    }

    private static void move(Path file, Path trusted) {
        try {
            Files.createDirectories(trusted);
            Files.move(file, trusted.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
