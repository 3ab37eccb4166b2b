package io.lineside.simulator.opcua;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every switch, set while the line runs, as a client sees it. */
class BehaviourOverOpcUaTest {
    private static final List<Parameter> TEAL =
            List.of(Parameter.of("Color", "teal"), Parameter.of("Dwell", 11.0), Parameter.of("Coats", 2L));
    private static final JobOrder ORDER = JobOrder.of("J-1", "glaze/1", 2, TEAL);

    private Simulator simulator;
    private SimulatedLine line;
    private OpcUaLineClient client;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(1), "glaze/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("glaze-1");
        client = OpcUaLineClient.connect(line.endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulator.close();
    }

    @Test
    void aSmallPlcAnnouncesItsLimitsAndKeepsThem() throws Exception {
        // Given
        behave("smallPlc", true);

        // When
        List<UInteger> announced = Stream.of(
                        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead,
                        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite,
                        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall,
                        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse)
                .map(node -> (UInteger) value(node))
                .toList();

        // Then
        assertThat(announced).containsOnly(UInteger.valueOf(10)).hasSize(4);
        ReadValueId time =
                new ReadValueId(NodeIds.Server_ServerStatus_CurrentTime, AttributeId.Value.uid(), null, null);
        assertThatThrownBy(() -> client.milo().read(0, TimestampsToReturn.Neither, Collections.nCopies(11, time)))
                .hasStackTraceContaining("Bad_TooManyOperations");
        CallMethodRequest clear = new CallMethodRequest(
                client.node("JobOrderControl"),
                client.node("JobOrderControl.Clear"),
                new Variant[] {Variant.ofString("x"), Variant.of(new LocalizedText[0])});
        assertThatThrownBy(() -> client.milo().call(Collections.nCopies(11, clear)))
                .hasStackTraceContaining("Bad_TooManyOperations");
    }

    @Test
    void aSmallPlcHasTwoSessions() throws Exception {
        // Given
        behave("smallPlc", true);
        OpcUaLineClient second = OpcUaLineClient.connect(line.endpoint());

        // When / Then
        assertThatThrownBy(() -> OpcUaLineClient.connect(line.endpoint()))
                .hasStackTraceContaining("Bad_TooManySessions");
        second.close();
    }

    @Test
    void aMissingMethodIsNotThereUntilItIsPutBack() throws Exception {
        // Given
        behave("missingMethods", List.of("StoreAndStart", "RequestJobResponseByJobOrderState"));

        // When
        CallMethodResult missing = client.store("StoreAndStart", ORDER);
        List<NodeId> left = methodsOf("JobOrderControl");
        behave("missingMethods", List.of());

        // Then
        assertThat(missing.getStatusCode().isBad()).isTrue();
        assertThat(left).hasSize(10).doesNotContain(client.node("JobOrderControl.StoreAndStart"));
        assertThat(OpcUaLineClient.returnStatus(client.store("StoreAndStart", ORDER)))
                .isEqualTo(1);
    }

    @Test
    void aLineWithoutEventsSaysSoAndSendsNone() throws Exception {
        // Given
        Collection<Isa95JobResponse> events = client.subscribeToEvents(NodeIds.Server);
        behave("events", false);

        // When
        client.store("StoreAndStart", ORDER);
        client.store("StoreAndStart", JobOrder.of("J-2", "glaze/1", 1, List.of()));
        // The line tells of the end of J-1, on its one thread, before it makes the piece of J-2.
        await().until(() -> client.results("RequestJobResponseByJobOrderID", Variant.ofString("J-1"))
                        .getStatusCode()
                        .isGood()
                && line.jobs().get(1).good() == 1);
        behave("events", true);
        client.store("Store", JobOrder.of("J-3", "glaze/1", 1, List.of()));

        // Then
        await().untilAsserted(() ->
                assertThat(events).extracting(Isa95JobResponse::jobOrderId).contains("J-3"));
        assertThat(events).extracting(Isa95JobResponse::jobOrderId).doesNotContain("J-1");
        behave("events", false);
        assertThat(eventNotifier("JobOrderControl")).isEqualTo(UByte.valueOf(0));
    }

    // Some servers mean ReturnStatus as a plain number, 0 is success.
    @Test
    void theEnumDialectAnswersPlainNumbers() throws Exception {
        // Given
        behave("returnStatus", "enum");

        // When
        CallMethodResult done = client.store("Store", ORDER);
        CallMethodResult refused = client.store("Store", ORDER);

        // Then
        assertThat(OpcUaLineClient.returnStatus(done)).isZero();
        assertThat(OpcUaLineClient.returnStatus(refused)).isEqualTo(4);
    }

    @Test
    void aLyingLineShowsOtherParametersThanItWasGiven() throws Exception {
        // Given
        behave("lie", true);
        client.store("Store", ORDER);

        // When
        List<Isa95JobOrderAndState> listed = client.read("JobOrderControl.JobOrderList", Isa95JobOrderAndState.class);

        // Then
        assertThat(OrderMapping.fromWire(listed.get(0).jobOrder()).parameters())
                .containsExactly(
                        Parameter.of("Color", "teal?"), Parameter.of("Dwell", 12.0), Parameter.of("Coats", 3L));
    }

    @Test
    void aSkewedClockShowsInTimestampsEventsAndResponses() throws Exception {
        // Given
        behave("clockSkew", "-PT1H");
        Instant latest = Instant.now().minus(Duration.ofMinutes(59));

        // When
        client.store("StoreAndStart", ORDER);
        await().until(() -> line.jobs().get(0).good() == 2);
        DataValue list =
                client.milo().readValue(0, TimestampsToReturn.Both, client.node("JobOrderControl.JobOrderList"));
        CallMethodResult answer = client.results("RequestJobResponseByJobOrderID", Variant.ofString("J-1"));

        // Then
        DateTime current = (DateTime) value(NodeIds.Server_ServerStatus_CurrentTime);
        assertThat(current.getJavaInstant()).isBefore(latest);
        assertThat(requireNonNull(list.sourceTime()).getJavaInstant()).isBefore(latest);
        assertThat(requireNonNull(list.serverTime()).getJavaInstant()).isBefore(latest);
        assertThat(client.decode(Isa95JobResponse.class, answer.getOutputArguments()[0])
                        .startTime())
                .isBefore(latest);
        assertThat(simulator.ledger().entries().get(0).madeAt()).isAfter(latest);
    }

    @Test
    void aRefusingLineIsUnableToAcceptAndAnswersOnlyWhenItNoLongerStalls() throws Exception {
        // Given
        line.behave(Map.of("refuse", true, "stall", true));

        // When
        CompletableFuture<CallMethodResult> answer = client.storeAsync("StoreAndStart", ORDER);
        boolean answeredWhileStalled = answer.isDone();
        behave("stall", false);

        // Then
        assertThat(answeredWhileStalled).isFalse();
        assertThat(OpcUaLineClient.returnStatus(answer.get())).isEqualTo(16);
    }

    @Test
    void aSlowLineTakesItsTime() throws Exception {
        // Given
        behave("slow", "PT0.3S");
        long began = System.nanoTime();

        // When
        client.store("Store", ORDER);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aLineThatForgetsKnowsNoJobAfterItsStart() throws Exception {
        // Given
        client.store("Store", ORDER);
        behave("restart", "forget");

        // When
        line.crash();
        line.start();

        // Then
        assertThat(line.jobs()).isEmpty();
    }

    @Test
    void aWrongSwitchIsRefusedAndNothingChanges() {
        // When / Then
        assertThatThrownBy(() -> behave("slow", "soon"))
                .hasMessage("slow: must be a duration of 0s or longer such as PT2S, was 'soon'");
        assertThat(line.behaviour().asMap()).containsEntry("slow", "PT0S");
    }

    private void behave(String key, Object value) {
        line.behave(Map.of(key, value));
    }

    private Object value(NodeId node) {
        try {
            return requireNonNull(client.milo()
                    .readValue(0, TimestampsToReturn.Neither, node)
                    .value()
                    .value());
        } catch (org.eclipse.milo.opcua.stack.core.UaException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object eventNotifier(String object) throws Exception {
        ReadValueId attribute = new ReadValueId(client.node(object), AttributeId.EventNotifier.uid(), null, null);
        return requireNonNull(client.milo()
                .read(0, TimestampsToReturn.Neither, List.of(attribute))
                .getResults()[0]
                .value()
                .value());
    }

    private List<NodeId> methodsOf(String object) throws Exception {
        return client.milo().getAddressSpace().browseNodes(client.node(object)).stream()
                .filter(node ->
                        node.getNodeClass() == org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass.Method)
                .map(node -> node.getNodeId())
                .toList();
    }
}
