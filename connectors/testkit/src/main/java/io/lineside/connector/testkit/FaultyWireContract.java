package io.lineside.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every connector must make of a bad wire: it says in time that the line is away, and no outcome is ever wrong. A
 * command whose answer is lost is Unknown, and asking settles it.
 */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
public abstract class FaultyWireContract {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger JOBS = new AtomicInteger();

    private LineRig rig;
    private FaultyWire wire;
    private RecordingListener listener;
    private LineConnector connector;

    /** Starts a fresh line, with nothing stored and a piece time of some ten milliseconds. */
    protected abstract LineRig startLine();

    /** Lays a wire to the line. */
    protected abstract FaultyWire wireTo(LineRig line);

    @BeforeEach
    final void connect() {
        rig = startLine();
        wire = wireTo(rig);
        listener = new RecordingListener();
        connector = rig.provider()
                .create(
                        new LineSettings(
                                new EquipmentId("line-1"),
                                "wire-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet(),
                                rig.equipmentPath(),
                                REQUEST_TIMEOUT,
                                wire.connection(),
                                Clock.systemUTC()),
                        listener);
        connector.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(listener.isConnected())
                .as(connector.health().detail())
                .isTrue());
    }

    @AfterEach
    final void close() {
        connector.close();
        wire.close();
        rig.close();
    }

    @Test
    void halfOpenLinkIsNoticedInTimeAndUsedAgainWhenItHeals() {
        // When
        wire.swallow(true, true);
        // Then
        Duration margin = Duration.ofSeconds(8);
        await().atMost(wire.noticedWithin().plus(margin)).until(() -> !listener.isConnected());
        assertThat(connector.health().connected()).isFalse();
        wire.heal();
        await().atMost(PATIENCE).until(listener::isConnected);
        JobOrder order = order();
        await().atMost(PATIENCE)
                .until(() -> send(order) instanceof Accepted
                        || answer(connector.query(order.id())) instanceof JobEvidence.Present);
        awaitMadeOnce(order);
    }

    @Test
    void lostAnswerIsUnknownAndAskingFindsTheJobMadeOnce() {
        // Given
        JobOrder order = order();
        wire.swallow(false, true);
        // When
        CommandOutcome outcome = send(order);
        // Then
        assertThat(outcome).isInstanceOf(Unknown.class);
        wire.heal();
        awaitMadeOnce(order);
        awaitEvidence(order.id(), JobEvidence.Present.class);
    }

    @Test
    void commandIntoABlackHoleIsUnknownAndMadeOnceHoweverItIsSettled() {
        // Given
        JobOrder order = order();
        wire.swallow(true, true);
        // When
        CommandOutcome outcome = send(order);
        // Then
        assertThat(outcome).isInstanceOf(Unknown.class);
        wire.heal();
        // The command may arrive now, or never. Who asks and sends the same id again makes it once either way.
        JobEvidence evidence = awaitEvidence(order.id(), JobEvidence.class);
        if (evidence instanceof JobEvidence.Absent) {
            send(order);
        }
        awaitMadeOnce(order);
    }

    @Test
    void resetInTheMiddleOfACommandIsNeverAWrongOutcome() {
        // Given
        JobOrder order = order();
        wire.delay(Duration.ofMillis(300));
        // When
        CompletionStage<CommandOutcome> underWay =
                connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order));
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        wire.reset();
        CommandOutcome outcome = answer(underWay);
        // Then
        wire.heal();
        assertTrue(order, outcome);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 600, 2_000})
    void latencyIsNeverAWrongOutcome(int millisEachWay) {
        // Given
        wire.delay(Duration.ofMillis(millisEachWay));
        JobOrder order = order();
        // When
        CommandOutcome outcome = send(order);
        // Then
        wire.heal();
        assertTrue(order, outcome);
    }

    @Test
    void kilobytePerSecondIsNeverAWrongOutcome() {
        // Given
        wire.limit(1_000);
        JobOrder order = order();
        // When
        CommandOutcome outcome = send(order);
        // Then
        wire.heal();
        assertTrue(order, outcome);
    }

    /** Accepted means made, not delivered means not made, and Unknown promises nothing but that it is made once at most. */
    private void assertTrue(JobOrder order, CommandOutcome outcome) {
        if (outcome instanceof Accepted) {
            awaitMadeOnce(order);
        } else if (outcome instanceof Refused refused) {
            assertThat(refused.code()).isEqualTo(RefusalCode.NOT_DELIVERED);
            awaitEvidence(order.id(), JobEvidence.Absent.class);
            assertThat(pieces(order)).isEmpty();
        } else {
            JobEvidence evidence = awaitEvidence(order.id(), JobEvidence.class);
            if (evidence instanceof JobEvidence.Present) {
                awaitMadeOnce(order);
            }
        }
    }

    private <T extends JobEvidence> JobEvidence awaitEvidence(JobOrderId id, Class<T> wanted) {
        return await().atMost(PATIENCE)
                .until(
                        () -> answer(connector.query(id)),
                        evidence -> !(evidence instanceof JobEvidence.Unanswered) && wanted.isInstance(evidence));
    }

    private void awaitMadeOnce(JobOrder order) {
        await().atMost(PATIENCE).until(() -> pieces(order).size() >= 2);
        // Time for what must not come.
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).untilAsserted(() -> assertThat(pieces(order))
                .containsExactly(1, 2));
    }

    private List<Integer> pieces(JobOrder order) {
        return rig.made().stream()
                .filter(piece -> piece.jobOrderId().equals(order.id().value()))
                .map(MadePiece::unit)
                .toList();
    }

    private JobOrder order() {
        return JobOrder.of(
                new JobOrderId("wire-" + JOBS.incrementAndGet()),
                rig.workMaster(),
                List.of(JobParameter.of("Color", new ParameterValue.Text("teal"))),
                Material.produced("mug", 2));
    }

    private CommandOutcome send(JobOrder order) {
        return answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
