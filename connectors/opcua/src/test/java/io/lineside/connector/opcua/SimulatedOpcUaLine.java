package io.lineside.connector.opcua;

import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's OPC UA line, on loopback. */
final class SimulatedOpcUaLine implements LineRig {
    private static final String LINE = "glaze-1";
    private static final int CAPACITY = 4;
    private static final Duration PIECE_TIME = Duration.ofMillis(40);

    private final Simulator simulator;

    SimulatedOpcUaLine(Path dataDir) {
        simulator = Simulator.start(new Plant(
                "contract",
                1,
                dataDir,
                0,
                Optional.empty(),
                List.of(LineSpec.opcUa(LINE, 0, CAPACITY, PIECE_TIME, "glaze/2"))));
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
        return Map.of("endpoint", line().endpoint(), "insecure", "true");
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
