package io.lineside.simulator.opcua;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.job.Retention;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line that clears by itself still knows, how many orders it takes, and where its states' paths lead. */
class KeptResponsesOverOpcUaTest {
    private Simulator simulator;
    private SimulatedLine line;
    private OpcUaLineClient client;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 2, Duration.ofMillis(1), "glaze/1")
                .keeping(new Retention(1, Optional.empty(), true));
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("glaze-1");
        client = OpcUaLineClient.connect(line.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.close();
    }

    // OPC 10031-4: it is up to the server whether job orders are cleared by themselves.
    @Test
    void anEndedOrderLeavesTheListAndOneResponseIsKept() throws Exception {
        // When
        make("J-1");
        make("J-2");
        List<Isa95JobOrderAndState> orders = client.read("JobOrderControl.JobOrderList", Isa95JobOrderAndState.class);
        List<Isa95JobResponse> responses = client.read("JobOrderResults.JobOrderResponseList", Isa95JobResponse.class);
        CallMethodResult first = client.results("RequestJobResponseByJobOrderID", Variant.ofString("J-1"));

        // Then
        assertThat(orders).isEmpty();
        assertThat(responses).extracting(Isa95JobResponse::jobOrderId).containsExactly("J-2");
        assertThat(OpcUaLineClient.returnStatus(first)).isEqualTo(2);
    }

    @Test
    void noMoreOrdersAreTakenThanMaxDownloadableJobOrders() throws Exception {
        // Given
        UShort most = (UShort) requireNonNull(client.milo()
                .readValue(0, TimestampsToReturn.Neither, client.node("JobOrderControl.MaxDownloadableJobOrders"))
                .value()
                .value());
        for (int i = 1; i <= most.intValue(); i++) {
            assertThat(OpcUaLineClient.returnStatus(store("Store", "J-" + i))).isEqualTo(1);
        }

        // When
        CallMethodResult beyond = store("Store", "J-beyond");

        // Then
        assertThat(most.intValue()).isEqualTo(2);
        assertThat(OpcUaLineClient.returnStatus(beyond)).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NotAllowedToStartSubstates", "AllowedToStartSubstates", "EndedSubstates", "InterruptedSubstates"
            })
    void theBrowsePathOfASubstateLeadsToItsMachine(String machine) throws Exception {
        // Given
        QualifiedName target = new QualifiedName(client.standard(1).getNamespaceIndex(), machine);
        RelativePathElement element = new RelativePathElement(NodeIds.HasSubStateMachine, false, false, target);
        RelativePath path = new RelativePath(new RelativePathElement[] {element});

        // When
        BrowsePathResult result = client.milo()
                .translateBrowsePaths(List.of(new BrowsePath(client.node("JobOrderControl"), path)))
                .getResults()[0];

        // Then
        assertThat(result.getStatusCode().isGood()).isTrue();
        assertThat(result.getTargets()).hasSize(1);
    }

    private void make(String id) throws Exception {
        store("StoreAndStart", id);
        await().until(() ->
                line.jobs().stream().anyMatch(job -> job.jobOrderId().equals(id) && job.state() == JobState.ENDED));
    }

    private CallMethodResult store(String method, String id) throws Exception {
        return client.store(method, JobOrder.of(id, "glaze/1", 1, List.of()));
    }
}
