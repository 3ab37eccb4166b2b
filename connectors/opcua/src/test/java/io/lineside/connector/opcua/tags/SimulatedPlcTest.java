package io.lineside.connector.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.plant.TagType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against the simulator's PLC, which shares no line of code with it. */
@Timeout(60)
class SimulatedPlcTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final String NAMESPACE = "urn:lineside:simulator:tags";

    private final RecordingListener listener = new RecordingListener();
    private Simulator simulator;
    private SimulatedLine line;
    private LineConnector connector;

    @BeforeEach
    void setUp(@TempDir Path data) {
        LineSpec spec = LineSpec.tags(
                "old-1", 0, Duration.ofMillis(30), Map.of("Color", TagType.STRING, "Coats", TagType.INT16), "glaze/2");
        simulator = Simulator.start(new Plant("tags", 1, data, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("old-1");
        connector = new OpcUaTagsProvider()
                .create(
                        new LineSettings(
                                new EquipmentId("old-1"),
                                "gateway",
                                List.of("acme", "old-1"),
                                REQUEST_TIMEOUT,
                                Map.of(
                                        "endpoint",
                                        line.endpoint(),
                                        "insecure",
                                        "true",
                                        "namespace",
                                        NAMESPACE,
                                        "pollInterval",
                                        "PT0.02S",
                                        "parameters.Color",
                                        "nsu=" + NAMESPACE + ";s=Request.Parameter.Color",
                                        "parameters.Coats",
                                        "nsu=" + NAMESPACE + ";s=Request.Parameter.Coats"),
                                Clock.systemUTC()),
                        listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @AfterEach
    void tearDown() {
        connector.close();
        simulator.close();
    }

    @Test
    void jobsAreMadeOnceOneAfterTheOther() {
        // When
        assertThat(start("job-1", 2)).isEqualTo(new Accepted());
        awaitEnd("job-1");
        assertThat(start("job-2", 1)).isEqualTo(new Accepted());
        awaitEnd("job-2");
        // Then
        assertMade("job-1", 2);
        assertMade("job-2", 1);
        assertThat(simulator.ledger().entries().get(0).parameters()).isEqualTo(Map.of("Color", "teal", "Coats", 2L));
    }

    @Test
    void crashedLineGoesOnWithItsJob() {
        // Given
        start("job-1", 20);
        await().atMost(PATIENCE).until(() -> simulator.ledger().entries().size() > 2);
        // When
        line.crash();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        line.start();
        // Then
        awaitEnd("job-1");
        assertMade("job-1", 20);
    }

    @Test
    void hungLineIsSettledByAsking() {
        // Given
        line.holdAnswers(true);
        assertThat(start("job-1", 1)).isInstanceOf(Unknown.class);
        // When
        line.holdAnswers(false);
        // Then: taken late or fenced off, never both
        await().atMost(PATIENCE).until(() -> !(ask("job-1") instanceof JobEvidence.Unanswered));
        if (ask("job-1") instanceof JobEvidence.Absent) {
            assertThat(start("job-1", 1)).isEqualTo(new Accepted());
        }
        awaitEnd("job-1");
        assertMade("job-1", 1);
    }

    private CommandOutcome start(String id, int pieces) {
        JobOrder order = JobOrder.of(
                new JobOrderId(id),
                new WorkMasterId("glaze/2"),
                List.of(
                        JobParameter.of("Color", new ParameterValue.Text("teal")),
                        JobParameter.of("Coats", new ParameterValue.Whole(2))),
                Material.produced("mug", pieces));
        return connector
                .send(JobCommand.carrying(JobAction.STORE_AND_START, order))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private JobEvidence ask(String id) {
        return connector
                .query(new JobOrderId(id))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void awaitEnd(String id) {
        await().atMost(PATIENCE).until(() -> listener.latest(new JobOrderId(id))
                .filter(response -> response.state() == JobState.ENDED)
                .isPresent());
    }

    private void assertMade(String id, int pieces) {
        assertThat(simulator.ledger().entries())
                .filteredOn(piece -> piece.jobOrderId().equals(id))
                .extracting(MadePiece::unit)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, pieces).boxed().toList());
    }
}
