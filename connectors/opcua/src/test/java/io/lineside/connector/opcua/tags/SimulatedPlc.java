package io.lineside.connector.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.SimulatedLineRig;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The simulator's PLC without methods, on loopback; it was spoken to before, as every PLC after its commissioning. */
final class SimulatedPlc extends SimulatedLineRig {
    private static final String LINE = "old-1";
    private static final String NAMESPACE = "urn:lineside:simulator:tags";
    private static final Map<String, TagType> PARAMETERS =
            Map.of("Color", TagType.STRING, "Layers", TagType.INT16, "Dwell", TagType.DOUBLE, "Rush", TagType.BOOLEAN);

    SimulatedPlc(Path dataDir) {
        super(dataDir, LineSpec.tags(LINE, 0, PIECE_TIME, PARAMETERS, WORK_MASTER));
        onceConnected(() -> {}, SimulatedPlc::commission);
    }

    /** A PLC that never was asked anything can not be told from one that has forgotten everything. */
    private static void commission(LineConnector connector) {
        assertThat(connector
                        .send(JobCommand.about(JobAction.ABORT, new JobOrderId("commissioning")))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(Refused.class);
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
}
