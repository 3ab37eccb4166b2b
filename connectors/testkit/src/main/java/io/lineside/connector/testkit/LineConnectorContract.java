package io.lineside.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What every connector must do; a connector's test extends this with a {@link LineRig} of its protocol. Where a line does
 * not offer an action, the same test asserts that the action is refused as unsupported.
 */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
public abstract class LineConnectorContract {
    /** No answer that is wanted takes as long, on a busy machine neither. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    /** For a line that is to stay silent; it has still to get the command within this time. */
    private static final Duration SHORT_REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private static final String SILENT_LINE = "silent-line";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Longer than it takes a connector to ask for a report that was lost: half a minute beside OPC UA's events. */
    private static final Duration PATIENCE_WITH_REPORTS = Duration.ofSeconds(45);

    private static final AtomicInteger JOBS = new AtomicInteger();

    private LineRig rig;
    private RecordingListener listener;
    private LineConnector connector;

    /** Starts a fresh line, with nothing stored and a piece time of some ten milliseconds. */
    protected abstract LineRig startLine();

    @BeforeEach
    final void connect(TestInfo test) {
        rig = startLine();
        listener = new RecordingListener();
        connector = rig.provider()
                .create(
                        new LineSettings(
                                new EquipmentId("line-1"),
                                "contract",
                                rig.equipmentPath(),
                                test.getTags().contains(SILENT_LINE) ? SHORT_REQUEST_TIMEOUT : REQUEST_TIMEOUT,
                                rig.connection(),
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
        rig.close();
    }

    @Test
    void connectedLineIsHealthyAndSaysWhatItIsConnectedTo() {
        // Then
        assertThat(connector.health().connected()).isTrue();
        assertThat(connector.health().detail()).isNotBlank();
    }

    @Test
    void startedJobIsMadePieceByPieceAndReportedUntilItEnds() {
        // Given
        JobOrder order = order(3);
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        awaitEnd(order.id());
        var last = listener.ended(order.id()).orElseThrow();
        assertThat(last.goodQuantity()).isEqualTo(3);
        assertThat(last.scrapQuantity()).isZero();
        assertThat(last.startTime().isPresent()).isEqualTo(rig.tellsTimes());
        assertThat(last.endTime().isPresent()).isEqualTo(rig.tellsTimes());
        assertMadeOnce(order);
    }

    @Test
    void parametersReachTheMachineWithTheirExactValues() {
        // Given
        JobOrder order = order(1);
        // When
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // Then
        awaitEnd(order.id());
        assertThat(madeOf(order.id())).singleElement().satisfies(piece -> assertThat(piece.parameters())
                .containsAllEntriesOf(Map.of("Color", "teal – 青", "Layers", 2L, "Dwell", 11.0, "Rush", true)));
    }

    @Test
    void actionIsUnsupportedExactlyWhereTheLineDoesNotOfferIt() {
        for (JobAction action : JobAction.values()) {
            // When
            CommandOutcome outcome = answer(connector.send(
                    action.carriesOrder() ? JobCommand.carrying(action, order(1)) : JobCommand.about(action, newId())));
            // Then
            assertThat(outcome instanceof Refused refused && refused.code() == RefusalCode.UNSUPPORTED)
                    .as("%s: %s", action.methodName(), outcome)
                    .isEqualTo(!offers(action));
        }
    }

    @Test
    void storedJobWaitsForStart() {
        // Given
        JobOrder order = order(1);
        CommandOutcome kept = answer(connector.send(JobCommand.carrying(JobAction.STORE, order)));
        if (!offers(JobAction.STORE)) {
            assertRefused(kept, RefusalCode.UNSUPPORTED);
            assertThat(answer(connector.query(order.id()))).isEqualTo(new JobEvidence.Absent());
            return;
        }
        assertThat(kept).isEqualTo(new Accepted());
        assertThat(stateOf(order.id())).isEqualTo(JobState.NOT_ALLOWED_TO_START);
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(JobAction.START, order.id())));
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        awaitEnd(order.id());
        assertMadeOnce(order);
    }

    @Test
    void knownJobOrderIdIsRefusedAndNotMadeAgain() {
        // Given
        JobOrder order = order(1);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        awaitEnd(order.id());
        // When
        CommandOutcome again = answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // Then
        assertRefused(again, RefusalCode.UNABLE_TO_ACCEPT);
        assertMadeOnce(order);
    }

    @Test
    void jobsAboveTheLinesCapacityAreRefused() {
        // Given
        rig.holdProduction(true);
        IntStream.range(0, rig.capacity())
                .forEach(i -> assertThat(answer(connector.send(JobCommand.carrying(taking(), order(1)))))
                        .isEqualTo(new Accepted()));
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.carrying(taking(), order(1))));
        // Then
        assertRefused(outcome, RefusalCode.UNABLE_TO_ACCEPT);
    }

    @Test
    void commandAboutAnUnknownJobIsRefusedWithTheReason() {
        // Given
        JobAction action = offers(JobAction.START) ? JobAction.START : JobAction.ABORT;
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(action, newId())));
        // Then
        assertRefused(outcome, RefusalCode.UNKNOWN_JOB_ORDER);
    }

    @Test
    void unknownWorkMasterIsRefusedAsAnInvalidRequest() {
        // Given
        JobOrder order = order(new WorkMasterId("no-such-recipe/1"), 1);
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.carrying(taking(), order)));
        // Then
        assertRefused(outcome, RefusalCode.INVALID_REQUEST);
    }

    @Test
    void jobThatTheLineDoesNotKnowIsAbsent() {
        // When
        JobEvidence evidence = answer(connector.query(newId()));
        // Then
        assertThat(evidence).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void listNamesEveryJobWithItsState() {
        // Given
        rig.holdProduction(true);
        var expected = new ArrayList<JobOrderId>();
        if (offers(JobAction.STORE)) {
            expected.add(sent(JobAction.STORE).id());
        }
        expected.add(sent(JobAction.STORE_AND_START).id());
        // When
        JobListing listing = answer(connector.list());
        // Then
        assertThat(listing).isInstanceOfSatisfying(JobListing.Known.class, known -> assertThat(known.responses())
                .extracting(JobResponse::jobOrderId)
                .containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    @Tag(SILENT_LINE)
    void hungLineLeavesTheOutcomeUnknownAndAQuestionSettlesItLater() {
        // Given
        JobOrder order = order(1);
        rig.holdAnswers(true);
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // Then
        assertThat(outcome).isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.waitedFor())
                .isNotBlank());
        rig.holdAnswers(false);
        await().atMost(PATIENCE).until(() -> answer(connector.query(order.id())) instanceof JobEvidence.Present);
        await().atMost(PATIENCE).until(() -> madeOf(order.id()).size() == 1);
    }

    @Test
    @Tag(SILENT_LINE)
    void hungLineAnswersNoQuestion() {
        // Given
        rig.holdAnswers(true);
        JobOrder order = order(1);
        assertThat(answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order))))
                .isInstanceOf(Unknown.class);
        // When
        CompletionStage<JobEvidence> aboutIt = connector.query(order.id());
        CompletionStage<JobEvidence> aboutAnother = connector.query(newId());
        // Then
        assertThat(answer(aboutIt)).isInstanceOf(JobEvidence.Unanswered.class);
        assertThat(answer(aboutAnother)).isInstanceOf(JobEvidence.Unanswered.class);
    }

    @Test
    void cancelledOrderIsGone() {
        // Given
        JobOrder order = order(1);
        CommandOutcome kept = answer(connector.send(JobCommand.carrying(JobAction.STORE, order)));
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(JobAction.CANCEL, order.id())));
        // Then
        if (offers(JobAction.STORE) && offers(JobAction.CANCEL)) {
            assertThat(outcome).isEqualTo(new Accepted());
        } else {
            assertThat(List.of(kept, outcome)).anySatisfy(one -> assertRefused(one, RefusalCode.UNSUPPORTED));
        }
        assertThat(answer(connector.query(order.id()))).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void cancelOfABegunJobIsTooLateAndTheLineSaysSo() {
        // Given
        JobOrder order = order(100_000);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        await().atMost(PATIENCE).until(() -> !madeOf(order.id()).isEmpty());
        rig.holdProduction(true);
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(JobAction.CANCEL, order.id())));
        // Then
        assertRefused(outcome, offers(JobAction.CANCEL) ? RefusalCode.INVALID_STATE : RefusalCode.UNSUPPORTED);
        assertThat(stateOf(order.id())).isEqualTo(JobState.RUNNING);
    }

    @Test
    void connectorTellsWhatTheLineOffers() {
        for (JobAction action : JobAction.values()) {
            // Then
            assertThat(connector.offers(action)).as(action.methodName()).isEqualTo(offers(action));
        }
    }

    @Test
    void clearedJobIsForgotten() {
        // Given
        JobOrder order = order(1);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        awaitEnd(order.id());
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(JobAction.CLEAR, order.id())));
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        assertThat(answer(connector.query(order.id()))).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void abortedJobStopsWithWhatWasMade() {
        // Given
        rig.holdProduction(true);
        JobOrder order = order(5);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.about(JobAction.ABORT, order.id())));
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        await().atMost(PATIENCE).until(() -> stateOf(order.id()) == JobState.ABORTED);
    }

    @Test
    void restartedLineIsFoundAgainAndGoesOnWithItsJobs() {
        // Given
        rig.holdProduction(true);
        JobOrder order = order(3);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        // When
        rig.stop();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        assertThat(connector.health().connected()).isFalse();
        rig.start();
        rig.holdProduction(false);
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        awaitEndByReportOrQuestion(order.id());
        assertMadeOnce(order);
        assertThat(listener.disconnects())
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void crashedLineIsFoundAgainAndGoesOnWithItsJobs() {
        // Given
        JobOrder order = order(20);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        await().atMost(PATIENCE).until(() -> madeOf(order.id()).size() > 2);
        // When
        rig.crash();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        rig.start();
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        awaitEndByReportOrQuestion(order.id());
        assertMadeOnce(order);
    }

    @Test
    void reportsArriveAfterAReconnect() {
        // Given
        rig.crash();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        rig.start();
        await().atMost(PATIENCE).until(listener::isConnected);
        JobOrder order = order(2);
        // When
        await().atMost(PATIENCE)
                .until(() -> answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)))
                                instanceof Accepted
                        || answer(connector.query(order.id())) instanceof JobEvidence.Present);
        // Then
        awaitEnd(order.id());
        assertMadeOnce(order);
    }

    @Test
    void commandToAnAbsentLineIsNeverAccepted() {
        // Given
        rig.stop();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        // When
        CommandOutcome outcome = answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order(1))));
        // Then
        assertThat(outcome).isNotInstanceOf(Accepted.class);
    }

    @Test
    void reportThatCouldNotBeKeptComesAgainOrIsAskedForAgain() {
        // Given
        JobOrder order = order(1);
        int connectsBefore = listener.connects();
        listener.failReports(true);
        answer(connector.send(JobCommand.carrying(JobAction.STORE_AND_START, order)));
        await().atMost(PATIENCE).until(() -> madeOf(order.id()).size() == 1);
        // When
        listener.failReports(false);
        // Then
        await().atMost(PATIENCE)
                .until(() -> listener.latest(order.id()).isPresent() || listener.connects() > connectsBefore);
    }

    private boolean offers(JobAction action) {
        return rig.actions().contains(action);
    }

    /** How the line takes an order: kept for later if it can, else to be made at once. */
    private JobAction taking() {
        return offers(JobAction.STORE) ? JobAction.STORE : JobAction.STORE_AND_START;
    }

    private JobOrder sent(JobAction action) {
        JobOrder order = order(1);
        assertThat(answer(connector.send(JobCommand.carrying(action, order)))).isEqualTo(new Accepted());
        return order;
    }

    private JobOrder order(int pieces) {
        return order(rig.workMaster(), pieces);
    }

    private static JobOrder order(WorkMasterId workMaster, int pieces) {
        return JobOrder.of(
                newId(),
                workMaster,
                List.of(
                        JobParameter.of("Color", new ParameterValue.Text("teal – 青")),
                        JobParameter.of("Layers", new ParameterValue.Whole(2)),
                        JobParameter.of("Dwell", new ParameterValue.Decimal(11.0)),
                        JobParameter.of("Rush", new ParameterValue.Flag(true))),
                Material.produced("mug", pieces));
    }

    private static JobOrderId newId() {
        return new JobOrderId("contract-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet());
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(REQUEST_TIMEOUT.multipliedBy(10).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private JobState stateOf(JobOrderId id) {
        JobEvidence evidence = answer(connector.query(id));
        assertThat(evidence).isInstanceOf(JobEvidence.Present.class);
        return ((JobEvidence.Present) evidence).response().state();
    }

    private void awaitEnd(JobOrderId id) {
        await().atMost(PATIENCE_WITH_REPORTS).until(() -> listener.ended(id).isPresent());
    }

    private void awaitEndByReportOrQuestion(JobOrderId id) {
        await().atMost(PATIENCE)
                .until(() -> answer(connector.query(id)) instanceof JobEvidence.Present present
                        && present.response().state() == JobState.ENDED);
    }

    private List<MadePiece> madeOf(JobOrderId id) {
        return rig.made().stream()
                .filter(p -> p.jobOrderId().equals(id.value()))
                .toList();
    }

    private void assertMadeOnce(JobOrder order) {
        assertThat(madeOf(order.id()))
                .extracting(MadePiece::unit)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, order.quantity()).boxed().toList());
    }

    private static void assertRefused(CommandOutcome outcome, RefusalCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).isNotBlank();
        });
    }
}
