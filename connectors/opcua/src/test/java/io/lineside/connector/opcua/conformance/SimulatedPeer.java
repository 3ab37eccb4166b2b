package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95Resource;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The simulator's line. It keeps of an order what it needs to make it, and says no more in its JobOrderList. */
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
    public boolean takesStructuresAsValues() {
        return false;
    }

    @Override
    public Isa95JobOrder kept(Isa95JobOrder order) {
        return new Isa95JobOrder(
                order.jobOrderId(),
                order.description(),
                each(order.workMasterId(), master -> new Isa95WorkMaster(master.id(), null, null)),
                order.startTime(),
                order.endTime(),
                order.priority() == null ? Short.valueOf((short) 0) : order.priority(),
                each(order.jobOrderParameters(), SimulatedPeer::kept),
                null,
                each(
                        order.equipmentRequirements(),
                        asset -> new Isa95Resource(asset.id(), null, asset.use(), null, null, null)),
                null,
                each(order.materialRequirements(), SimulatedPeer::kept));
    }

    private static Isa95Parameter kept(Isa95Parameter parameter) {
        return new Isa95Parameter(
                parameter.id(),
                parameter.value(),
                null,
                parameter.engineeringUnits(),
                each(parameter.subparameters(), SimulatedPeer::kept));
    }

    private static Isa95Material kept(Isa95Material material) {
        return new Isa95Material(
                null,
                material.materialDefinitionId(),
                material.materialLotId(),
                null,
                null,
                material.materialUse(),
                material.quantity(),
                material.engineeringUnits(),
                null);
    }

    @Override
    public void close() {
        simulator.close();
    }

    private SimulatedLine line() {
        return simulator.line("glaze-1");
    }

    private static <T> @Nullable List<T> each(@Nullable List<T> list, UnaryOperator<T> kept) {
        return list == null ? null : list.stream().map(kept).toList();
    }
}
