package io.lineside.connector.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The simulator's PLC without methods, on loopback; it was spoken to before, as every PLC after its commissioning. */
final class SimulatedPlc implements LineRig {
    private static final String LINE = "old-1";
    private static final String NAMESPACE = "urn:lineside:simulator:tags";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PIECE_TIME = Duration.ofMillis(40);
    private static final Map<String, TagType> PARAMETERS =
            Map.of("Color", TagType.STRING, "Layers", TagType.INT16, "Dwell", TagType.DOUBLE, "Rush", TagType.BOOLEAN);

    private final Simulator simulator;

    SimulatedPlc(Path dataDir) {
        LineSpec spec = LineSpec.tags(LINE, 0, PIECE_TIME, PARAMETERS, "glaze/2");
        simulator = Simulator.start(new Plant("contract", 1, dataDir, 0, Optional.empty(), List.of(spec)));
        commission();
    }

    private SimulatedLine line() {
        return simulator.line(LINE);
    }

    /** A PLC that never was asked anything can not be told from one that has forgotten everything. */
    private void commission() {
        var listener = new RecordingListener();
        var settings = new LineSettings(
                new EquipmentId(LINE), "gw-1", equipmentPath(), Duration.ofSeconds(5), connection(), Clock.systemUTC());
        LineConnector connector = provider().create(settings, listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
        assertThat(connector
                        .send(JobCommand.about(JobAction.ABORT, new JobOrderId("commissioning")))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(Refused.class);
        connector.close();
    }

    @Override
    public LineConnectorProvider provider() {
        return new OpcUaTagsProvider();
    }

    @Override
    public Map<String, String> connection() {
        var connection = new HashMap<>(Map.of(
                "endpoint", line().endpoint(), "insecure", "true", "namespace", NAMESPACE, "pollInterval", "PT0.02S"));
        PARAMETERS
                .keySet()
                .forEach(id -> connection.put("parameters." + id, "nsu=" + NAMESPACE + ";s=Request.Parameter." + id));
        return connection;
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
        return 1;
    }

    @Override
    public Set<JobAction> actions() {
        return EnumSet.of(
                JobAction.STORE_AND_START,
                JobAction.STOP,
                JobAction.ABORT,
                JobAction.PAUSE,
                JobAction.RESUME,
                JobAction.CLEAR);
    }

    @Override
    public boolean tellsTimes() {
        return false;
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
