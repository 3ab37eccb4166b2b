package io.lineside.connector.opcua.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.OpcUaJobControlProvider;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that restarts again and again in the middle of a job, by crash and by stop in turns: nothing is lost, made
 * twice or left over. The line is a small PLC with two sessions: one that was left over would keep the connector out.
 * The property says how many restarts; 3 without it.
 */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class RestartSoakTest {
    private static final int RESTARTS = Integer.getInteger("lineside.test.soak", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Longer than the half minute after which the connector asks for a report that was lost. */
    private static final Duration PATIENCE_WITH_REPORTS = Duration.ofSeconds(45);

    private static final int PIECES = 4;
    // Executors of Milo and Netty grow to their bounds in the first rounds.
    private static final int WARM_UP = Math.min(20, RESTARTS);
    private static final int THREADS_THAT_COME_AND_GO = 8;

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LongSummaryStatistics reconnects = new LongSummaryStatistics();
    private final List<JobOrder> ordered = new ArrayList<>();
    private Simulator simulator;
    private LineConnector connector;

    @BeforeEach
    void start() {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofMillis(20), Structures.WORK_MASTER)
                .behaving(Map.of("smallPlc", true));
        simulator = Simulator.start(new Plant("soak", 1, folder, 0, Optional.empty(), List.of(spec)));
        connector = new OpcUaJobControlProvider()
                .create(
                        new LineSettings(
                                new EquipmentId("glaze-1"),
                                "soak",
                                List.of("acme", "glaze-1"),
                                Duration.ofSeconds(5),
                                Map.of("endpoint", line().endpoint(), "insecure", "true", "longestPause", "PT0.25S"),
                                Clock.systemUTC()),
                        listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @AfterEach
    void close() {
        connector.close();
        simulator.close();
    }

    @Test
    void restartsDuringWorkLoseNothingDoubleNothingAndLeaveNothing() throws Exception {
        int warm = 0;
        // When
        for (int round = 1; round <= RESTARTS; round++) {
            restartDuringWork(round);
            warm = round == WARM_UP ? threads() : warm;
        }
        // Then
        assertEveryPieceIsMadeOnce();
        assertNoSessionIsLeftOver();
        int settled = warm + THREADS_THAT_COME_AND_GO;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(settled));
        System.out.printf(
                "soak: %d restarts, %d jobs, reconnected within %.0f ms on average and %d ms at most; threads %d after"
                        + " round %d, %d at the end; %s%n",
                RESTARTS,
                ordered.size(),
                reconnects.getAverage(),
                reconnects.getMax(),
                warm,
                WARM_UP,
                threads(),
                Path.of(OpcUaClient.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .getFileName());
    }

    private void restartDuringWork(int round) {
        // Given: one job in the middle of its pieces, one on the wire while the line goes down.
        JobOrder begun = order("begun-" + round);
        assertThat(answer(send(begun))).isEqualTo(new CommandOutcome.Accepted());
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !made(begun)
                .isEmpty());
        line().holdProduction(true);
        JobOrder onTheWire = order("on-the-wire-" + round);
        CompletionStage<CommandOutcome> outcome = send(onTheWire);
        int connects = listener.connects();
        // When
        if (round % 2 == 0) {
            line().stop();
        } else {
            line().crash();
        }
        line().start();
        long up = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> listener.connects() > connects);
        reconnects.accept(Duration.ofNanos(System.nanoTime() - up).toMillis());
        sendAgainUnlessTheLineHasIt(onTheWire, answer(outcome));
        boolean endedBefore = made(begun).size() == PIECES;
        line().holdProduction(false);
        // Then: what happens from now on is told by the new subscription, what happened before by asking.
        if (endedBefore) {
            assertThat(answer(connector.query(begun.id())))
                    .isInstanceOfSatisfying(
                            JobEvidence.Present.class,
                            present -> assertThat(present.response().state()).isEqualTo(JobState.ENDED));
        } else {
            awaitEnd(begun);
        }
        awaitEnd(onTheWire);
        answer(connector.send(JobCommand.about(JobAction.CLEAR, begun.id())));
        answer(connector.send(JobCommand.about(JobAction.CLEAR, onTheWire.id())));
    }

    /** What the gateway does after every doubt: it asks, and sends again only what the line does not have. */
    private void sendAgainUnlessTheLineHasIt(JobOrder order, CommandOutcome outcome) {
        if (outcome.equals(new CommandOutcome.Accepted())) {
            return;
        }
        JobEvidence evidence = await().atMost(PATIENCE)
                .until(() -> answer(connector.query(order.id())), found -> !(found instanceof JobEvidence.Unanswered));
        if (evidence instanceof JobEvidence.Absent) {
            assertThat(answer(send(order))).isEqualTo(new CommandOutcome.Accepted());
        }
    }

    private void awaitEnd(JobOrder order) {
        await().atMost(PATIENCE_WITH_REPORTS).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> assertThat(
                        listener.ended(order.id()))
                .as(connector.health().detail())
                .hasValueSatisfying(
                        response -> assertThat(response.goodQuantity()).isEqualTo(PIECES)));
    }

    private void assertEveryPieceIsMadeOnce() {
        for (JobOrder order : ordered) {
            assertThat(made(order))
                    .as(order.id().value())
                    .isEqualTo(IntStream.rangeClosed(1, PIECES).boxed().collect(Collectors.toList()));
        }
        assertThat(simulator.ledger().entries()).hasSize(ordered.size() * PIECES);
    }

    private void assertNoSessionIsLeftOver() throws Exception {
        // The connector has one of the two sessions; this takes the other one.
        try (var second = ConformanceClient.connect(line().endpoint())) {
            assertThat(second.jobOrderList()).isEmpty();
        }
    }

    private List<Integer> made(JobOrder order) {
        return simulator.ledger().entries().stream()
                .filter(piece -> piece.jobOrderId().equals(order.id().value()))
                .map(MadePiece::unit)
                .toList();
    }

    private JobOrder order(String id) {
        JobOrder order = JobOrder.of(
                new JobOrderId(id),
                new WorkMasterId(Structures.WORK_MASTER),
                List.of(),
                Material.produced("mug", PIECES));
        ordered.add(order);
        return order;
    }

    private CompletionStage<CommandOutcome> send(JobOrder order) {
        return connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order));
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private SimulatedLine line() {
        return simulator.line("glaze-1");
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
