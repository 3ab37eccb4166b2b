package io.lineside.connector.opcua;

import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The simulator's OPC UA line, on loopback. */
final class SimulatedOpcUaLine implements LineRig {
    private static final String LINE = "glaze-1";
    private static final int CAPACITY = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PIECE_TIME = Duration.ofMillis(40);

    private final Simulator simulator;
    private final Path dataDir;
    private final boolean secured;

    /** Without security. */
    SimulatedOpcUaLine(Path dataDir) {
        this(dataDir, LineSpec.opcUa(LINE, 0, CAPACITY, PIECE_TIME, "glaze/2"), false);
    }

    /** With every security policy and no endpoint without; gateway and line trust each other. */
    static SimulatedOpcUaLine secured(Path dataDir) {
        var line = new SimulatedOpcUaLine(
                dataDir,
                LineSpec.opcUa(LINE, 0, CAPACITY, PIECE_TIME, "glaze/2").secured(SecuritySpec.standard()),
                true);
        line.introduce();
        return line;
    }

    private SimulatedOpcUaLine(Path dataDir, LineSpec spec, boolean secured) {
        this.dataDir = dataDir;
        this.secured = secured;
        simulator = Simulator.start(new Plant("contract", 1, dataDir, 0, Optional.empty(), List.of(spec)));
    }

    private SimulatedLine line() {
        return simulator.line(LINE);
    }

    @Override
    public LineConnectorProvider provider() {
        return new OpcUaJobControlProvider();
    }

    @Override
    public Map<String, String> connection() {
        return secured
                ? Map.of(
                        "endpoint",
                        line().endpoint(),
                        "certificates",
                        dataDir.resolve("gateway").toString())
                : Map.of("endpoint", line().endpoint(), "insecure", "true");
    }

    /** What two people do once: each trusts what the other side's first attempt left among the rejected. */
    private void introduce() {
        var listener = new RecordingListener();
        var settings = new LineSettings(
                new EquipmentId(LINE), "gw-1", equipmentPath(), Duration.ofSeconds(5), connection(), Clock.systemUTC());
        LineConnector connector = provider().create(settings, listener);
        connector.start();
        trust(dataDir.resolve("gateway/rejected"), dataDir.resolve("gateway/trusted"));
        Path pki = dataDir.resolve(LINE + ".pki");
        trust(pki.resolve("rejected/certs"), pki.resolve("trusted/certs"));
        await().atMost(PATIENCE).until(listener::isConnected);
        connector.close();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // A file that is still being written has another ending.
            return files.allMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private static void trust(Path rejected, Path trusted) {
        await().atMost(PATIENCE).until(() -> Files.isDirectory(rejected) && !isEmpty(rejected));
        try (Stream<Path> files = Files.list(rejected)) {
            Files.createDirectories(trusted);
            for (Path file : files.toList()) {
                Files.move(file, trusted.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> equipmentPath() {
        return List.of("acme", "north", "finishing", LINE);
    }

    @Override
    public WorkMasterId workMaster() {
        return new WorkMasterId("glaze/2");
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public void holdAnswers(boolean hold) {
        line().holdAnswers(hold);
    }

    @Override
    public void holdProduction(boolean hold) {
        line().holdProduction(hold);
    }

    @Override
    public void stop() {
        line().stop();
    }

    @Override
    public void crash() {
        line().crash();
    }

    @Override
    public void start() {
        line().start();
    }

    @Override
    public List<MadePiece> made() {
        return simulator.ledger().entries().stream()
                .map(piece -> new MadePiece(piece.jobOrderId(), piece.unit(), piece.parameters()))
                .toList();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
