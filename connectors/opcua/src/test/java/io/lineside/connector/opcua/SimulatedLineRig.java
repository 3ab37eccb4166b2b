package io.lineside.connector.opcua;

import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A simulated line that speaks OPC UA, on loopback, and the ways to disturb it. */
public abstract class SimulatedLineRig implements LineRig {
    /** Longer than anything takes here. */
    protected static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Of every line: long enough to be watched at it. */
    protected static final Duration PIECE_TIME = Duration.ofMillis(40);
    /** What every line can make. */
    protected static final String WORK_MASTER = "glaze/2";

    private final String id;
    private final int capacity;
    private final Simulator simulator;

    /** Starts the line, and nothing else. */
    protected SimulatedLineRig(Path dataDir, LineSpec spec) {
        id = spec.id();
        capacity = spec.capacity();
        simulator = Simulator.start(new Plant("contract", 1, dataDir, 0, Optional.empty(), List.of(spec)));
    }

    /** The line itself. */
    public final SimulatedLine line() {
        return simulator.line(id);
    }

    /** A connector to the line as its file would have it; not started. */
    public final LineConnector connector(LineListener listener) {
        return provider()
                .create(
                        new LineSettings(
                                new EquipmentId(id),
                                "gw-1",
                                equipmentPath(),
                                Duration.ofSeconds(5),
                                connection(),
                                Clock.systemUTC()),
                        listener);
    }

    /** Does something with a connection of its own, before any test. */
    protected final void onceConnected(Runnable meanwhile, Consumer<LineConnector> then) {
        var listener = new RecordingListener();
        LineConnector connector = connector(listener);
        connector.start();
        meanwhile.run();
        await().atMost(PATIENCE).until(listener::isConnected);
        then.accept(connector);
        connector.close();
    }

    @Override
    public final List<String> equipmentPath() {
        return List.of("acme", "north", "finishing", id);
    }

    @Override
    public final WorkMasterId workMaster() {
        return new WorkMasterId(WORK_MASTER);
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final void holdAnswers(boolean hold) {
        line().holdAnswers(hold);
    }

    @Override
    public final void holdProduction(boolean hold) {
        line().holdProduction(hold);
    }

    @Override
    public final void stop() {
        line().stop();
    }

    @Override
    public final void crash() {
        line().crash();
    }

    @Override
    public final void start() {
        line().start();
    }

    @Override
    public final List<MadePiece> made() {
        return simulator.ledger().entries().stream()
                .map(piece -> new MadePiece(piece.jobOrderId(), piece.unit(), piece.parameters()))
                .toList();
    }

    @Override
    public final void close() {
        simulator.close();
    }
}
