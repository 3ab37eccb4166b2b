package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.model.WorkMasterId;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A line of the simulator. */
final class SimulatedLineRig implements LineRig {
    private static final AtomicInteger RIGS = new AtomicInteger();
    private static final int CAPACITY = 3;
    private static final Duration PIECE_TIME = Duration.ofMillis(10);
    private static final String WORK_MASTER = "pack/1";

    private final List<String> path =
            List.of("acme", "north", "pack-" + ProcessHandle.current().pid() + "-" + RIGS.incrementAndGet());
    private final Path folder = Folders.temporary("lineside-mqtt-contract");
    private final Simulator simulator;
    private final SimulatedLine line;
    private final String broker;
    private final int capacity;
    private final LinkTimings timings;

    /** Starts a line that is reached through the broker of that address. */
    SimulatedLineRig(String broker) {
        this(broker, CAPACITY, TestTimings.QUICK);
    }

    /** Starts a line that keeps more or fewer jobs than usual. */
    SimulatedLineRig(String broker, int capacity) {
        this(broker, capacity, TestTimings.QUICK);
    }

    /** Starts a line whose connector is more or less patient than usual. */
    SimulatedLineRig(String broker, LinkTimings timings) {
        this(broker, CAPACITY, timings);
    }

    private SimulatedLineRig(String broker, int capacity, LinkTimings timings) {
        this.broker = broker;
        this.capacity = capacity;
        this.timings = timings;
        LineSpec spec = LineSpec.mqtt("pack-1", String.join("/", path), capacity, PIECE_TIME, WORK_MASTER)
                .throughBroker(URI.create(broker));
        simulator = Simulator.start(new Plant("contract", 1.0, folder, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("pack-1");
    }

    @Override
    public LineConnectorProvider provider() {
        return new MqttUnsProvider(timings);
    }

    @Override
    public Map<String, String> connection() {
        return Map.of("broker", broker);
    }

    @Override
    public List<String> equipmentPath() {
        return path;
    }

    @Override
    public WorkMasterId workMaster() {
        return new WorkMasterId(WORK_MASTER);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void holdAnswers(boolean hold) {
        line.holdAnswers(hold);
    }

    @Override
    public void holdProduction(boolean hold) {
        line.holdProduction(hold);
    }

    @Override
    public void stop() {
        line.stop();
    }

    @Override
    public void crash() {
        line.crash();
    }

    @Override
    public void start() {
        line.start();
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
        Folders.delete(folder);
    }
}
