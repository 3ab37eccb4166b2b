package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.MadePiece;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An order that a gateway had stored at its line when it went down: the next gateway looks before it starts it. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class StoredBeforeRestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobOrder ORDER = JobOrder.of(
            new JobOrderId("job-1"),
            new WorkMasterId("glaze/2"),
            List.of(JobParameter.of("Dwell", new ParameterValue.Decimal(11))),
            Material.produced("mug", 1));

    @TempDir
    private Path folder;

    private SimulatedOpcUaLine line;
    private LineConnector connector;

    @BeforeEach
    void storeAndGoDown() {
        line = new SimulatedOpcUaLine(folder);
        connector = connected();
        assertThat(send(JobCommand.carrying(JobAction.STORE, ORDER))).isEqualTo(new Accepted());
        connector.close();
    }

    @AfterEach
    void close() {
        connector.close();
        line.close();
    }

    @Test
    void orderThatTheLineHasAsOrderedIsStarted() {
        // Given
        connector = connected();
        // When
        CommandOutcome outcome = send(JobCommand.starting(ORDER));
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(line.made()).extracting(MadePiece::unit).containsExactly(1));
    }

    @Test
    void orderThatTheLineChangedIsTakenBackAndNeverStarted() {
        // Given
        line.line().behave(Map.of("lie", true));
        connector = connected();
        // When
        CommandOutcome outcome = send(JobCommand.starting(ORDER));
        // Then
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.NOT_AS_ORDERED);
            assertThat(refused.reason())
                    .contains(
                            "no match, no start",
                            "JobOrderParameters.Dwell: ordered 11, the line has 12",
                            "the stored order was taken back");
        });
        assertThat(connector.query(ORDER.id()).toCompletableFuture().join()).isInstanceOf(JobEvidence.Absent.class);
        assertThat(line.made()).isEmpty();
    }

    private CommandOutcome send(JobCommand command) {
        return connector.send(command).toCompletableFuture().join();
    }

    private LineConnector connected() {
        var listener = new RecordingListener();
        LineConnector next = line.connector(listener);
        next.start();
        await().atMost(PATIENCE).until(listener::isConnected);
        return next;
    }
}
