package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
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
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.proxy.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losing and finding a line again, over a wire that can be frozen. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class OpcUaLinkTest {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Longer than the half minute after which the connector asks for a report that was lost. */
    private static final Duration PATIENCE_WITH_REPORTS = Duration.ofSeconds(45);

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private SimulatedOpcUaLine line;
    private FaultProxy wire;
    private LineConnector connector;

    @BeforeEach
    void start() {
        line = new SimulatedOpcUaLine(folder);
        URI server = URI.create(line.connection().getOrDefault("endpoint", ""));
        wire = FaultProxy.to(server.getPort());
        connector = connector("opc.tcp://localhost:" + wire.port() + server.getPath());
    }

    @AfterEach
    void close() {
        connector.close();
        wire.close();
        line.close();
    }

    @Test
    void hostAndPortOfTheLineFileWinOverWhatTheServerAdvertises() {
        // When
        connect();
        freeze();
        // Then: had the session gone to the advertised port, it would not have noticed.
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
    }

    @Test
    void frozenWireIsNoticedWithinTwoRequestTimeoutsAndSaidInPlainWords() {
        // Given
        connect();
        // When
        freeze();
        // Then: two timeouts, and a margin for a busy machine. The next attempt fails soon and gives its own reason.
        await().atMost(REQUEST_TIMEOUT.multipliedBy(8)).until(() -> !listener.isConnected());
        assertThat(listener.disconnects())
                .anySatisfy(reason -> assertThat(reason).contains("does not answer its heartbeat"));
        assertThat(connector.health().connected()).isFalse();
        assertThat(connector.health().lastContact()).isPresent();
    }

    @Test
    void thawedWireIsUsedAgainAndReportsArrive() {
        // Given
        connect();
        freeze();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        // When
        thaw();
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        JobOrder order = order("after-thaw");
        await().atMost(PATIENCE)
                .until(() -> send(JobAction.STORE_AND_START, order) instanceof CommandOutcome.Accepted
                        || answer(connector.query(order.id())) instanceof JobEvidence.Present);
        awaitEnd(order);
    }

    @Test
    void commandIntoAFrozenWireIsUnknownAndNeverArrivesLater() {
        // Given
        connect();
        JobOrder order = order("into-the-ice");
        freeze();
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, order);
        // Then
        assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        thaw();
        JobEvidence evidence = await().atMost(PATIENCE)
                .until(() -> answer(connector.query(order.id())), found -> !(found instanceof JobEvidence.Unanswered));
        assertThat(evidence).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void restartInTheMiddleOfAJobBringsReportsBack() {
        // Given
        connect();
        line.holdProduction(true);
        JobOrder order = order("through-the-restart");
        send(JobAction.STORE_AND_START, order);
        int connects = listener.connects();
        // When
        line.crash();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        line.start();
        await().atMost(PATIENCE).until(() -> listener.connects() > connects);
        line.holdProduction(false);
        // Then
        awaitEnd(order);
    }

    @Test
    void orderAboveTheServersMessageSizeIsRefusedAndCostsNoSession() {
        // Given: Milo's server takes 2 MiB.
        connect();
        JobOrder order = JobOrder.of(
                new JobOrderId("too-long"),
                new WorkMasterId("glaze/2"),
                List.of(JobParameter.of("Poem", new ParameterValue.Text("x".repeat(2_200_000)))),
                Material.produced("mug", 1));
        // When
        CommandOutcome outcome = send(JobAction.STORE, order);
        // Then
        assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(RefusalCode.INVALID_REQUEST));
        assertThat(answer(connector.query(order.id()))).isEqualTo(new JobEvidence.Absent());
        assertThat(listener.disconnects()).isEmpty();
    }

    @Test
    void nothingListeningIsSaidInPlainWords() {
        // Given
        wire.close();
        // When
        connector.start();
        // Then
        await().atMost(PATIENCE).until(() -> !listener.disconnects().isEmpty());
        assertThat(connector.health().detail()).contains("refuses connections: is the server running");
        assertThat(send(JobAction.STORE, order("nowhere")))
                .isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(RefusalCode.NOT_DELIVERED);
                    assertThat(refused.reason()).startsWith("Store was not sent: opc.tcp://localhost:");
                });
    }

    @Test
    void unknownHostIsSaidInPlainWords() {
        // Given
        connector = connector("opc.tcp://no-such-host.invalid:4840/line");
        // When
        connector.start();
        // Then
        await().atMost(PATIENCE).until(() -> !listener.disconnects().isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connector.health().detail())
                        .contains("no-such-host.invalid")
                        .contains("the host name is not known"));
    }

    @Test
    void silentServerIsSaidInPlainWords() {
        // Given
        freeze();
        // When
        connector.start();
        // Then
        await().atMost(PATIENCE).until(() -> !listener.disconnects().isEmpty());
        assertThat(connector.health().detail()).contains("did not answer in time");
    }

    @Test
    void closedConnectorIsSilent() {
        // Given
        connect();
        // When
        connector.close();
        // Then
        assertThat(connector.health().connected()).isFalse();
        assertThat(listener.disconnects()).isEmpty();
        assertThat(answer(connector.query(new JobOrderId("any")))).isEqualTo(new JobEvidence.Unanswered("closed"));
    }

    private void freeze() {
        wire.set(Map.of("blackHole", "both"));
    }

    /** What was sent into the ice never arrives: its connections are reset first. */
    private void thaw() {
        wire.reset();
        wire.heal();
    }

    private void connect() {
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    private void awaitEnd(JobOrder order) {
        await().atMost(PATIENCE_WITH_REPORTS)
                .until(() -> listener.ended(order.id()).isPresent());
    }

    private LineConnector connector(String endpoint) {
        return new OpcUaJobControlProvider()
                .create(
                        new LineSettings(
                                new EquipmentId("glaze-1"),
                                "gw-1",
                                line.equipmentPath(),
                                REQUEST_TIMEOUT,
                                Map.of("endpoint", endpoint, "insecure", "true"),
                                Clock.systemUTC()),
                        listener);
    }

    private static JobOrder order(String id) {
        return JobOrder.of(new JobOrderId(id), new WorkMasterId("glaze/2"), List.of(), Material.produced("mug", 2));
    }

    private CommandOutcome send(JobAction action, JobOrder order) {
        return answer(connector.send(JobCommand.carrying(action, order)));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
