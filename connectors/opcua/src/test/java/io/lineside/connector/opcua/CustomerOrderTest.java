package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.line.LineConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The customer's number of an order, at a line that looks for it in a parameter and at one that does not. */
final class CustomerOrderTest {
    private static final JobOrderId JOB = new JobOrderId("job-1");

    @TempDir
    private Path folder;

    @Test
    void lineThatKnowsTheKeyGetsTheNumberAndRepeatsIt() {
        // Given: OPC 40001-3 Table 1, CustomerOrderNumbers is a String[] in the order and in the response.
        try (var line = new SimulatedOpcUaLine(folder, Map.of("machineryJobs", true)).with("readBack", "true")) {
            // When
            JobResponse response = made(line);
            // Then
            assertThat(line.made().get(0).parameters())
                    .containsEntry("CustomerOrderNumbers", "shop-1001")
                    .containsEntry("RunsPlanned", 1L);
            assertThat(response.data())
                    .contains(JobParameter.of("CustomerOrderNumbers", new ParameterValue.Text("shop-1001")));
        }
    }

    @Test
    void lineThatDoesNotKnowTheKeyIsNotBotheredWithIt() {
        // Given
        try (var line = new SimulatedOpcUaLine(folder)) {
            // When
            JobResponse response = made(line);
            // Then
            assertThat(line.made().get(0).parameters()).containsOnlyKeys("Dwell");
            assertThat(response.data()).extracting(JobParameter::id).doesNotContain("CustomerOrderNumbers");
        }
    }

    private static JobResponse made(SimulatedOpcUaLine line) {
        var listener = new RecordingListener();
        LineConnector connector = line.connector(listener);
        try {
            connector.start();
            await().atMost(Duration.ofSeconds(20)).until(listener::isConnected);
            assertThat(connector
                            .send(JobCommand.carrying(JobAction.STORE_AND_START, order()))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Accepted());
            return await().atMost(Duration.ofSeconds(20))
                    .until(() -> listener.ended(JOB), Optional::isPresent)
                    .orElseThrow();
        } finally {
            connector.close();
        }
    }

    private static JobOrder order() {
        return new JobOrder(
                JOB,
                "",
                new WorkMasterId("glaze/2"),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(JobParameter.of("Dwell", new ParameterValue.Decimal(11))),
                List.of(),
                List.of(),
                List.of(),
                List.of(Material.produced("mug", 1)),
                Optional.of("shop-1001"));
    }
}
