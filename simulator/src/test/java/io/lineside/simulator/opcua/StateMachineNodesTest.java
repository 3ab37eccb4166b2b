package io.lineside.simulator.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.Simulator;
import io.lineside.simulator.job.Command;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.milo.opcua.sdk.client.AddressSpace.BrowseOptions;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OPC 10031-4 6.2.1: the states and transitions that a client finds on the types, with their numbers. */
class StateMachineNodesTest {
    private Simulator simulator;
    private OpcUaLineClient client;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 2, Duration.ofMillis(20), "glaze/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
        client = OpcUaLineClient.connect(simulator.line("glaze-1").endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.close();
    }

    @Test
    void statesHaveTheNumbersThatStandOnTheWire() throws Exception {
        assertThat(numbers(1002, NodeIds.StateType, "StateNumber"))
                .isEqualTo(Map.of(
                        "NotAllowedToStart", 1L,
                        "AllowedToStart", 2L,
                        "Running", 3L,
                        "Interrupted", 4L,
                        "Ended", 5L,
                        "Aborted", 6L));
        assertThat(numbers(1001, NodeIds.StateType, "StateNumber"))
                .isEqualTo(Map.of("Waiting", 1L, "Ready", 2L, "Loaded", 3L));
        assertThat(numbers(1005, NodeIds.StateType, "StateNumber")).isEqualTo(Map.of("Completed", 1L, "Closed", 2L));
        assertThat(numbers(1007, NodeIds.StateType, "StateNumber")).isEqualTo(Map.of("Held", 1L, "Suspended", 2L));
    }

    @Test
    void transitionsHaveTheirNumbers() throws Exception {
        assertThat(numbers(1002, NodeIds.TransitionType, "TransitionNumber"))
                .hasSize(13)
                .containsEntry("FromNotAllowedToStartToNotAllowedToStart", 1L)
                .containsEntry("FromAllowedToStartToRunning", 5L)
                .containsEntry("FromInterruptedToEnded", 11L)
                .containsEntry("FromAllowedToStartToAborted", 13L);
        assertThat(numbers(1001, NodeIds.TransitionType, "TransitionNumber"))
                .isEqualTo(Map.of(
                        "FromWaitingToReady", 1L,
                        "FromReadyToLoaded", 2L,
                        "FromReadyToWaiting", 3L,
                        "FromLoadedToReady", 4L,
                        "FromLoadedToWaiting", 5L));
        assertThat(numbers(1005, NodeIds.TransitionType, "TransitionNumber"))
                .isEqualTo(Map.of("FromCompletedToClosed", 1L));
        assertThat(numbers(1007, NodeIds.TransitionType, "TransitionNumber"))
                .isEqualTo(Map.of("FromHeldToSuspended", 1L, "FromSuspendedToHeld", 2L));
    }

    @Test
    void transitionNamesItsStatesItsMethodAndItsEvent() throws Exception {
        NodeId pause = client.standard(5046);
        assertThat(target(pause, NodeIds.FromState)).containsExactly(client.standard(5037));
        assertThat(target(pause, NodeIds.ToState)).containsExactly(client.standard(5038));
        assertThat(target(pause, NodeIds.HasCause)).containsExactly(client.standard(Command.PAUSE.methodId()));
        assertThat(target(pause, NodeIds.HasEffect)).containsExactly(client.standard(1006));
        assertThat(target(client.standard(5045), NodeIds.HasCause)).isEmpty();
    }

    private Map<String, Long> numbers(long type, NodeId kind, String property) throws Exception {
        var numbers = new TreeMap<String, Long>();
        for (ReferenceDescription component : browse(client.standard(type), NodeIds.HasComponent)) {
            if (kind.expanded().equals(component.getTypeDefinition())) {
                numbers.put(component.getBrowseName().name(), number(local(component), property));
            }
        }
        return numbers;
    }

    private long number(NodeId of, String property) throws Exception {
        List<ReferenceDescription> properties = browse(of, NodeIds.HasProperty);
        assertThat(properties).extracting(found -> found.getBrowseName().name()).containsExactly(property);
        Object value = client.milo()
                .readValue(0, TimestampsToReturn.Neither, local(properties.get(0)))
                .value()
                .value();
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private List<NodeId> target(NodeId of, NodeId referenceType) throws UaException {
        return browse(of, referenceType).stream().map(this::local).toList();
    }

    private List<ReferenceDescription> browse(NodeId of, NodeId referenceType) throws UaException {
        return client.milo()
                .getAddressSpace()
                .browse(
                        of,
                        BrowseOptions.builder().setReferenceType(referenceType).build());
    }

    private NodeId local(ReferenceDescription reference) {
        return reference.getNodeId().toNodeId(client.milo().getNamespaceTable()).orElseThrow();
    }
}
