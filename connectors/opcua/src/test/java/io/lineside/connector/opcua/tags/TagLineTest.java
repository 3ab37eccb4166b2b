package io.lineside.connector.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.client.FieldNodes;
import io.lineside.connector.opcua.client.FieldServer;
import io.lineside.connector.testkit.RecordingListener;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gateway's side of TAG-HANDSHAKE.md, over a real session with a PLC that keeps the page's other side. */
@Timeout(60)
class TagLineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

    private final Plc.Memory memory = new Plc.Memory();
    private FieldServer<Plc> plc;
    private RecordingListener listener;
    private LineConnector connector;

    @BeforeEach
    void setUp() {
        plc = FieldServer.unsecured(server -> new Plc(server, memory));
        connect();
    }

    @AfterEach
    void tearDown() {
        connector.close();
        plc.close();
    }

    private void connect() {
        listener = new RecordingListener();
        connector = new OpcUaTagsProvider().create(settings(connection()), listener);
        connector.start();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @Test
    void jobIsMadeOnceAndReportedWithItsCounts() {
        // When
        CommandOutcome outcome = start("job-1", 3);
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        awaitEnd("job-1");
        assertThat(memory.made).containsExactly("job-1#1 teal", "job-1#2 teal", "job-1#3 teal");
        assertThat(listener.latest(id("job-1")).orElseThrow().goodQuantity()).isEqualTo(3);
    }

    @Test
    void jobThatIsOverIsClearedForTheNextOne() {
        // Given
        start("job-1", 1);
        awaitEnd("job-1");
        // When
        CommandOutcome outcome = start("job-2", 2);
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        awaitEnd("job-2");
        assertThat(memory.made).hasSize(3);
        assertThat(evidence("job-1")).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void resultThatCouldNotBeKeptIsNotCleared() {
        // Given
        listener.failReports(true);
        start("job-1", 1);
        await().atMost(PATIENCE).until(() -> memory.made.size() == 1);
        await().atMost(PATIENCE).until(() -> present("job-1").response().state() == JobState.ENDED);
        // When
        CommandOutcome outcome = start("job-2", 1);
        // Then
        assertRefused(outcome, RefusalCode.NOT_DELIVERED, "could not be kept");
        assertThat(present("job-1").response().goodQuantity()).isEqualTo(1);
        listener.failReports(false);
        awaitEnd("job-1");
    }

    @Test
    void busyLineRefusesAnotherJob() {
        // Given
        memory.holdProduction = true;
        start("job-1", 1);
        // When / Then
        assertRefused(start("job-2", 1), RefusalCode.UNABLE_TO_ACCEPT, "busy with job job-1");
    }

    @Test
    void jobThatTheLineHasIsNotStartedTwice() {
        // Given
        start("job-1", 1);
        awaitEnd("job-1");
        // When / Then
        assertRefused(start("job-1", 1), RefusalCode.UNABLE_TO_ACCEPT, "has this job already");
        assertThat(memory.made).hasSize(1);
    }

    @Test
    void valueThatThePlcCutsIsFoundBeforeTheStart() {
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, order("job-1", 1, "burgundy with gold"));
        // Then
        assertRefused(outcome, RefusalCode.INVALID_REQUEST, "no match, no start");
        assertRefused(outcome, RefusalCode.INVALID_REQUEST, "is burgundy wit instead of burgundy with gold");
        assertThat(plc.nodes().number("Request.Command")).isZero();
        assertThat(plc.nodes().number("Status.State")).isZero();
    }

    @Test
    void valueThatItsTagCanNotTakeIsRefusedBeforeItIsSent() {
        // Given
        var parameters = new ArrayList<>(order("job-1", 1, "teal").parameters());
        parameters.set(1, JobParameter.of("Layers", new ParameterValue.Whole(70_000)));
        // When
        CommandOutcome outcome = send(JobAction.STORE_AND_START, order("job-1", "glaze/2", parameters));
        // Then
        assertRefused(outcome, RefusalCode.INVALID_REQUEST, "Request.Parameter.Layers: the value must fit Int16");
        assertThat(plc.nodes().text("Request.JobId")).isEmpty();
    }

    @Test
    void lineThatWasNeverAskedAnythingCanSayThatItDoesNotHaveWhatWasRefusedForIt() {
        // Given
        List<JobParameter> two = order("job-1", 1, "teal").parameters().subList(0, 2);
        assertThat(evidence("job-1")).isInstanceOf(JobEvidence.Forgotten.class);
        // When
        send(JobAction.STORE_AND_START, order("job-1", "glaze/2", two));
        // Then
        assertThat(evidence("job-1")).isEqualTo(new JobEvidence.Absent());
        assertThat(memory.made).isEmpty();
    }

    @Test
    void parameterWithoutAValueWouldKeepTheLastJobsAndIsRefused() {
        // Given
        List<JobParameter> two = order("job-1", 1, "teal").parameters().subList(0, 2);
        // When / Then
        assertRefused(
                send(JobAction.STORE_AND_START, order("job-1", "glaze/2", two)),
                RefusalCode.INVALID_REQUEST,
                "parameters [Dwell]: the line has tags for them");
    }

    @Test
    void parameterWithoutATagIsRefused() {
        // Given
        var parameters = new ArrayList<>(order("job-1", 1, "teal").parameters());
        parameters.add(JobParameter.of("Gold", new ParameterValue.Flag(true)));
        // When / Then
        assertRefused(
                send(JobAction.STORE_AND_START, order("job-1", "glaze/2", parameters)),
                RefusalCode.INVALID_REQUEST,
                "parameter Gold: the line has no tag for it");
    }

    @Test
    void unknownWorkMasterIsRefusedByTheLine() {
        assertRefused(
                send(
                        JobAction.STORE_AND_START,
                        order("job-1", "no/1", order("job-1", 1, "teal").parameters())),
                RefusalCode.INVALID_REQUEST,
                "ErrorCode 32");
    }

    @Test
    void runningJobIsPausedResumedAndStopped() {
        // Given
        start("job-1", 100_000);
        await().atMost(PATIENCE).until(() -> present("job-1").response().state() == JobState.RUNNING);
        // When / Then
        assertThat(about(JobAction.PAUSE, "job-1")).isEqualTo(new Accepted());
        assertThat(present("job-1").response().state()).isEqualTo(JobState.INTERRUPTED);
        assertRefused(about(JobAction.PAUSE, "job-1"), RefusalCode.INVALID_STATE, "ErrorCode 3");
        assertThat(about(JobAction.RESUME, "job-1")).isEqualTo(new Accepted());
        assertThat(about(JobAction.STOP, "job-1")).isEqualTo(new Accepted());
        assertThat(present("job-1").response().state()).isEqualTo(JobState.ENDED);
        assertThat(about(JobAction.CLEAR, "job-1")).isEqualTo(new Accepted());
        assertThat(evidence("job-1")).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void abortedJobIsReported() {
        // Given
        memory.holdProduction = true;
        start("job-1", 5);
        // When
        CommandOutcome outcome = about(JobAction.ABORT, "job-1");
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        await().atMost(PATIENCE).until(() -> listener.latest(id("job-1"))
                .filter(response -> response.state() == JobState.ABORTED)
                .isPresent());
    }

    @Test
    void commandAboutAnotherJobIsRefused() {
        assertRefused(about(JobAction.ABORT, "job-9"), RefusalCode.UNKNOWN_JOB_ORDER, "ErrorCode 1");
    }

    @Test
    void whatALineWithOneJobCanNotDoIsUnsupported() {
        assertRefused(
                send(JobAction.STORE, order("job-1", 1, "teal")),
                RefusalCode.UNSUPPORTED,
                "tag handshake has no Store");
    }

    // TAG-HANDSHAKE.md, No answer: taken later than the gateway waited.
    @Test
    void lateAnswerIsFoundByAskingAndNothingIsMadeTwice() {
        // Given
        memory.holdAnswers = true;
        assertThat(start("job-1", 2)).isInstanceOf(Unknown.class);
        // When
        memory.holdAnswers = false;
        // Then
        await().atMost(PATIENCE).until(() -> evidence("job-1") instanceof JobEvidence.Present);
        awaitEnd("job-1");
        assertThat(memory.made).hasSize(2);
    }

    // TAG-HANDSHAKE.md, No answer: after the fence's answer the older request can not be taken any more.
    @Test
    void fencedRequestIsNeverTaken() {
        // Given
        memory.holdAnswers = true;
        assertThat(start("job-1", 2)).isInstanceOf(Unknown.class);
        assertThat(evidence("job-1")).isInstanceOf(JobEvidence.Unanswered.class);
        await().atMost(PATIENCE).until(() -> plc.nodes().number("Request.ReqSeq") == 2);
        // When
        memory.holdAnswers = false;
        // Then
        await().atMost(PATIENCE).until(() -> evidence("job-1").equals(new JobEvidence.Absent()));
        assertThat(memory.made).isEmpty();
        assertThat(start("job-1", 2)).isEqualTo(new Accepted());
        awaitEnd("job-1");
        assertThat(memory.made).hasSize(2);
    }

    @Test
    void foreignEchoIsNotTakenForAnAnswer() {
        // Given
        memory.foreignEcho = true;
        // When
        CommandOutcome outcome = start("job-1", 1);
        // Then
        assertThat(outcome).isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.waitedFor())
                .contains("job 'somebody-else'")
                .contains("somebody else writes its tags"));
    }

    // TAG-HANDSHAKE.md, Restart: keep.
    @Test
    void retentivePlcGoesOnWithItsJob() {
        // Given
        start("job-1", 150);
        await().atMost(PATIENCE).until(() -> memory.made.size() > 5);
        // When
        plc.stop();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        plc.start();
        // Then
        awaitEnd("job-1");
        assertThat(memory.made)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 150)
                        .mapToObj(i -> "job-1#" + i + " teal")
                        .toList());
    }

    // TAG-HANDSHAKE.md, Restart: keep. The request was written, the power went before the PLC saw it.
    @Test
    void openRequestIsTakenOnceAfterARestart() {
        // Given
        memory.holdAnswers = true;
        assertThat(start("job-1", 1)).isInstanceOf(Unknown.class);
        plc.stop();
        memory.holdAnswers = false;
        // When
        plc.start();
        // Then
        awaitEnd("job-1");
        assertThat(memory.made).hasSize(1);
    }

    // TAG-HANDSHAKE.md, Restart: forget.
    @Test
    void forgottenJobIsACaseForAPersonAndNewOnesAreTaken() {
        // Given
        memory.holdProduction = true;
        start("job-1", 3);
        // When
        plc.stop();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        memory.forget();
        plc.start();
        await().atMost(PATIENCE).until(listener::isConnected);
        // Then
        assertThat(evidence("job-1"))
                .isInstanceOfSatisfying(JobEvidence.Forgotten.class, forgotten -> assertThat(forgotten.sign())
                        .contains("ReqSeq is 0"));
        assertThat(start("job-2", 1)).isEqualTo(new Accepted());
        assertThat(plc.nodes().number("Request.ReqSeq")).isEqualTo(1);
    }

    @Test
    void restartedGatewayFindsTheJob() {
        // Given
        memory.holdProduction = true;
        start("job-1", 1);
        connector.close();
        // When
        connect();
        // Then
        assertThat(answer(connector.list()))
                .isInstanceOfSatisfying(JobListing.Known.class, known -> assertThat(known.responses())
                        .extracting(response -> response.jobOrderId())
                        .containsExactly(id("job-1")));
    }

    @Test
    void stoppedProgramIsNoLine() {
        // Given
        memory.programStopped = true;
        // When
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        // Then
        assertThat(connector.health().detail()).contains("the PLC's program does not run: its heartbeat stays");
        assertRefused(start("job-1", 1), RefusalCode.NOT_DELIVERED, "does not run");
        memory.programStopped = false;
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    @Test
    void sequenceNumberNeverBecomesZero() {
        // Given
        connector.close();
        plc.stop();
        memory.tags.put("Request.ReqSeq", UInteger.valueOf(Integer.MAX_VALUE));
        memory.tags.put("Answer.AckSeq", UInteger.valueOf(Integer.MAX_VALUE));
        plc.start();
        connect();
        // When
        CommandOutcome outcome = start("job-1", 1);
        // Then
        assertThat(outcome).isEqualTo(new Accepted());
        assertThat(plc.nodes().number("Request.ReqSeq")).isEqualTo(1);
    }

    private CommandOutcome start(String id, int pieces) {
        return send(JobAction.STORE_AND_START, order(id, pieces, "teal"));
    }

    private CommandOutcome send(JobAction action, JobOrder order) {
        return answer(connector.send(JobCommand.carrying(action, order)));
    }

    private CommandOutcome about(JobAction action, String id) {
        return answer(connector.send(JobCommand.about(action, id(id))));
    }

    private JobEvidence evidence(String id) {
        return answer(connector.query(id(id)));
    }

    private JobEvidence.Present present(String id) {
        JobEvidence evidence = evidence(id);
        assertThat(evidence).isInstanceOf(JobEvidence.Present.class);
        return (JobEvidence.Present) evidence;
    }

    private void awaitEnd(String id) {
        await().atMost(PATIENCE).until(() -> listener.latest(id(id))
                .filter(response -> response.state() == JobState.ENDED)
                .isPresent());
    }

    private static void assertRefused(CommandOutcome outcome, RefusalCode code, String words) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.reason()).contains(words);
        });
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(REQUEST_TIMEOUT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static JobOrderId id(String id) {
        return new JobOrderId(id);
    }

    private static JobOrder order(String id, int pieces, String color) {
        return JobOrder.of(
                id(id),
                new WorkMasterId("glaze/2"),
                List.of(
                        JobParameter.of("Color", new ParameterValue.Text(color)),
                        JobParameter.of("Layers", new ParameterValue.Whole(2)),
                        JobParameter.of("Dwell", new ParameterValue.Decimal(11.1))),
                Material.produced("mug", pieces));
    }

    private static JobOrder order(String id, String workMaster, List<JobParameter> parameters) {
        return JobOrder.of(id(id), new WorkMasterId(workMaster), parameters, Material.produced("mug", 1));
    }

    private Map<String, String> connection() {
        var connection = new HashMap<String, String>();
        connection.put("endpoint", plc.endpoint());
        connection.put("insecure", "true");
        connection.put("namespace", FieldNodes.NAMESPACE);
        connection.put("pollInterval", "PT0.02S");
        for (String parameter : List.of("Color", "Layers", "Dwell")) {
            connection.put(
                    "parameters." + parameter,
                    FieldNodes.name("Request.Parameter." + parameter).text());
        }
        return connection;
    }

    private static LineSettings settings(Map<String, String> connection) {
        return new LineSettings(
                new EquipmentId("glaze-1"),
                "gateway",
                List.of("acme", "glaze-1"),
                REQUEST_TIMEOUT,
                connection,
                Clock.systemUTC());
    }
}
