package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.mapping.OrderMapping;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.LineConnector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ordered = instructed: what a line wants of an order, and what it made of it, against a real server on loopback. */
@SuppressWarnings("NullAway.Init") // Every test connects first.
final class OpcUaOrderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JobOrderId JOB = new JobOrderId("job-1");
    private static final JobOrder ORDER = order(new ParameterValue.Decimal(11));

    private final RecordingListener listener = new RecordingListener();
    private OddServer server;
    private LineConnector connector;

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    @Test
    void storeAndStartIsDoneInTwoWhereTheLineHasNoSuchMethod() {
        // Given: OPC 10031-4 6.2.2, every method of the receiver is optional.
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        connect(Map.of());
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        assertThat(server.calls("Store")).isOne();
        assertThat(server.calls("Start")).isOne();
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("StoreAndStart is done as Store and Start"));
    }

    @Test
    void orderThatMayNotStartIsTakenBack() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel").answers("Start", 0, 16);
        connect(Map.of());
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertRefused(outcome, RefusalCode.UNABLE_TO_ACCEPT, "Start refused", "the stored order was taken back");
        assertThat(server.calls("Cancel")).isOne();
    }

    @Test
    void storedOrderThatSomebodyElseStartedMeanwhileIsNotTakenBack() {
        // Given: OPC 10031-4 6.2.2, Cancel would remove an order that is allowed to start.
        server = v2().receiver("Jobs", "Store", "Start", "Cancel").answers("Start", 0, 8);
        connect(Map.of());
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(CommandOutcome.Unknown.class, unknown -> assertThat(unknown.waitedFor())
                        .contains("the line stored it", "invalid job order status"));
        assertThat(server.calls("Cancel")).isZero();
    }

    @Test
    void orderThatTheLineStoredAsOrderedIsStarted() {
        // Given
        server = v2().receiver("Jobs", "Store", "StoreAndStart", "Start", "Cancel");
        theLineHas(ORDER);
        connect(Map.of("readBack", "true"));
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        assertThat(server.calls("Start")).isOne();
        assertThat(server.calls("StoreAndStart")).isZero();
    }

    @Test
    void orderThatTheLineChangedIsNeverStarted() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        theLineHas(order(new ParameterValue.Decimal(12.5)));
        connect(Map.of("readBack", "true"));
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertRefused(
                outcome,
                RefusalCode.NOT_AS_ORDERED,
                "no match, no start",
                "JobOrderParameters.Dwell: ordered 11, the line has 12.5",
                "the stored order was taken back");
        assertThat(server.calls("Start")).isZero();
    }

    @Test
    void changedOrderThatCanNotBeTakenBackIsNotStartedLaterEither() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel").answers("Cancel", 0, 8);
        theLineHas(order(new ParameterValue.Decimal(12.5)));
        connect(Map.of("readBack", "true"));
        assertRefused(
                send(JobAction.STORE, ORDER), RefusalCode.NOT_AS_ORDERED, "the order is still stored at the line");
        // When
        CommandOutcome outcome =
                connector.send(JobCommand.starting(ORDER)).toCompletableFuture().join();
        // Then
        assertRefused(
                outcome,
                RefusalCode.NOT_AS_ORDERED,
                "no match, no start",
                "JobOrderParameters.Dwell: ordered 11, the line has 12.5",
                "the order is still stored at the line");
        assertThat(server.calls("Start")).isZero();
    }

    @Test
    void orderThatCanNotBeReadBackIsADoubtAndNotStarted() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        server.variable("Jobs", "JobOrderList", server.encoded(Isa95JobOrderAndState.STRUCTURE, List.of()));
        connect(Map.of("readBack", "true"));
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
        assertThat(server.calls("Start")).isZero();
    }

    @Test
    void orderThatIsStoredFirstIsComparedUnlessTheLineFileSaysNo() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        theLineHas(order(new ParameterValue.Decimal(12.5)));
        connect(Map.of());
        // When
        CommandOutcome outcome = send(JobAction.STORE, ORDER);
        // Then
        assertRefused(
                outcome,
                RefusalCode.NOT_AS_ORDERED,
                "no match, no start",
                "JobOrderParameters.Dwell: ordered 11, the line has 12.5",
                "the stored order was taken back");
    }

    @Test
    void orderIsNotComparedWhereTheLineFileSaysNo() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        theLineHas(order(new ParameterValue.Decimal(12.5)));
        connect(Map.of("readBack", "false"));
        // When
        CommandOutcome outcome = send(JobAction.STORE, ORDER);
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        assertThat(server.calls("Cancel")).isZero();
    }

    @Test
    void lineThatDoesNotShowWhatItStoredIsTakenAtItsWordUnlessTheLineFileWantsMore() {
        // Given
        server = v2().receiver("Jobs", "Store", "Start", "Cancel");
        server.variable("Jobs", "JobOrderList", server.encoded(Isa95JobOrderAndState.STRUCTURE, List.of()));
        connect(Map.of());
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        assertThat(server.calls("Start")).isOne();
    }

    @Test
    void readBackNeedsALineThatCanDoIt() {
        // Given
        server = v2().receiver("Jobs", "StoreAndStart");
        connect(Map.of("readBack", "true"));
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, ORDER);
        // Then
        assertRefused(outcome, RefusalCode.UNSUPPORTED, "JobOrderList, Store and Start");
        assertThat(server.calls("StoreAndStart")).isZero();
    }

    @Test
    void parametersGoAsTheLineAnnouncesThem() {
        // Given
        server = v2().receiver("Jobs", "Store");
        server.variable(
                "Jobs",
                "WorkMaster",
                server.encoded(
                        Isa95WorkMaster.STRUCTURE,
                        List.of(new Isa95WorkMaster(
                                "glaze/2",
                                null,
                                List.of(new Isa95Parameter(
                                        "Dwell", new Variant(UShort.valueOf(0)), null, null, null))))));
        connect(Map.of());
        // Then
        assertThat(send(JobAction.STORE, ORDER)).isEqualTo(new CommandOutcome.Accepted());
        assertRefused(
                send(JobAction.STORE, order(new ParameterValue.Decimal(11.5))),
                RefusalCode.INVALID_REQUEST,
                "JobOrderParameters.Dwell: must be UInt16 (0 to 65535) as the line announces it, was Decimal 11.5");
        assertThat(server.calls("Store")).isOne();
    }

    @Test
    void textThatTheLineCanNotWriteIsRefusedBeforeItIsSent() {
        // Given
        server = v2().receiver("Jobs", "Store");
        connect(Map.of("charset", "iso-8859-1"));
        // Then
        assertThat(send(JobAction.STORE, order(new ParameterValue.Text("Müller"))))
                .isEqualTo(new CommandOutcome.Accepted());
        assertRefused(
                send(JobAction.STORE, order(new ParameterValue.Text("Ada 陶"))),
                RefusalCode.INVALID_REQUEST,
                "JobOrderParameters.Dwell: must hold only characters of ISO-8859-1 (connection.charset)",
                "U+9676");
        assertThat(server.calls("Store")).isOne();
    }

    private static OddServer v2() {
        return new OddServer(OddServer.V2);
    }

    private void theLineHas(JobOrder order) {
        Isa95JobOrder wire = OrderMapping.toWire(order);
        server.variable(
                "Jobs",
                "JobOrderList",
                server.encoded(Isa95JobOrderAndState.STRUCTURE, List.of(new Isa95JobOrderAndState(wire, List.of()))));
    }

    private static JobOrder order(ParameterValue dwell) {
        return JobOrder.of(
                JOB,
                new WorkMasterId("glaze/2"),
                List.of(JobParameter.of("Dwell", dwell)),
                Material.produced("mug", 1));
    }

    private void connect(Map<String, String> settings) {
        var connection = new HashMap<>(settings);
        connection.put("insecure", "true");
        connector = server.connector(Duration.ofSeconds(4), connection, listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    private CommandOutcome send(JobAction action, JobOrder order) {
        return connector
                .send(JobCommand.carrying(action, order))
                .toCompletableFuture()
                .join();
    }

    private static void assertRefused(CommandOutcome outcome, RefusalCode code, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).contains(words);
        });
    }
}
