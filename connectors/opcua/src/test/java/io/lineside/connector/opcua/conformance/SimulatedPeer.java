package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The simulator's line. */
final class SimulatedPeer implements ConformancePeer {
    private static final int CAPACITY = 4;
    private static final Duration PIECE_TIME = Duration.ofMillis(20);

    private final Simulator simulator;

    SimulatedPeer(Path dataDir) {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, CAPACITY, PIECE_TIME, Structures.WORK_MASTER);
        simulator = Simulator.start(new Plant("conformance", 1, dataDir, 0, Optional.empty(), List.of(spec)));
    }

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public String endpoint() {
        return line().endpoint();
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public String workMaster() {
        return Structures.WORK_MASTER;
    }

    @Override
    public void holdProduction(boolean hold) {
        line().holdProduction(hold);
    }

    @Override
    public void speak(ReturnStatusWord.Dialect dialect) {
        line().behave(Map.of("returnStatus", dialect.name().toLowerCase(Locale.ROOT)));
    }

    /** Lets the line interrupt itself, or go on. */
    void interrupt(boolean interrupted) {
        line().behave(Map.of("interrupted", interrupted));
    }

    @Override
    public boolean takes(Isa95JobOrder order) {
        return order.workMasterId() != null;
    }

    @Override
    public boolean loses(MaskClass mask) {
        return false;
    }

    @Override
    public void close() {
        simulator.close();
    }

    private SimulatedLine line() {
        return simulator.line("glaze-1");
    }
}
