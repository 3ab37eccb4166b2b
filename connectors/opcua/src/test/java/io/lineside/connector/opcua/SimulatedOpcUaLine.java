package io.lineside.connector.opcua;

import static org.awaitility.Awaitility.await;

import io.lineside.model.line.LineConnectorProvider;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.SecuritySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The simulator's OPC UA line with job control. */
final class SimulatedOpcUaLine extends SimulatedLineRig {
    private static final String LINE = "glaze-1";
    private static final int CAPACITY = 4;

    private final Path dataDir;
    private final boolean secured;
    private final Map<String, String> keys = new HashMap<>();

    /** Without security. */
    SimulatedOpcUaLine(Path dataDir) {
        this(dataDir, spec(), false);
    }

    /** Without security, departing from a faultless line in this way. */
    SimulatedOpcUaLine(Path dataDir, Map<String, Object> behaviour) {
        this(dataDir, spec().behaving(behaviour), false);
    }

    /** With every security policy and no endpoint without; gateway and line trust each other. */
    static SimulatedOpcUaLine secured(Path dataDir) {
        var line = new SimulatedOpcUaLine(dataDir, spec().secured(SecuritySpec.standard()), true);
        line.onceConnected(line::introduce, connector -> {});
        return line;
    }

    private SimulatedOpcUaLine(Path dataDir, LineSpec spec, boolean secured) {
        super(dataDir, spec);
        this.dataDir = dataDir;
        this.secured = secured;
    }

    private static LineSpec spec() {
        return LineSpec.opcUa(LINE, 0, CAPACITY, PIECE_TIME, WORK_MASTER);
    }

    /** Another key of the line's connection block. */
    SimulatedOpcUaLine with(String key, String value) {
        keys.put(key, value);
        return this;
    }

    @Override
    public LineConnectorProvider provider() {
        return new OpcUaJobControlProvider();
    }

    @Override
    public Map<String, String> connection() {
        var connection = new HashMap<>(keys);
        connection.put("endpoint", line().endpoint());
        if (secured) {
            connection.put("certificates", dataDir.resolve("gateway").toString());
        } else {
            connection.put("insecure", "true");
        }
        return connection;
    }

    /** What two people do once: each trusts what the other side's first attempt left among the rejected. */
    private void introduce() {
        trust(dataDir.resolve("gateway/rejected"), dataDir.resolve("gateway/trusted"));
        Path pki = dataDir.resolve(LINE + ".pki");
        trust(pki.resolve("rejected/certs"), pki.resolve("trusted/certs"));
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
}
