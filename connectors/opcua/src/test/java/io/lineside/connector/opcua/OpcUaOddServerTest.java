package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95Parameter;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.connector.opcua.wire.OutputInformation;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.simulator.proxy.FaultProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers in the field lack or do in their own way, against a real server on loopback. */
@SuppressWarnings("NullAway.Init") // Every test connects first.
final class OpcUaOddServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String V1 = "http://opcfoundation.org/UA/ISA95-JOBCONTROL";
    private static final JobOrderId JOB = new JobOrderId("job-1");

    private final RecordingListener listener = new RecordingListener();
    private OddServer server;
    private LineConnector connector;

    @AfterEach
    void close() {
        connector.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void namespaceIsFoundWithAndWithoutItsSlash(String slash) {
        // Given: OddServer keeps its objects in the spelling that it was given.
        server = new OddServer(OddServer.V2.substring(0, OddServer.V2.length() - 1) + slash);
        // When
        connect(Map.of());
        // Then
        awaitReason("job order receiver");
    }

    @Test
    void serverWithoutJobControlIsNamedAsSuch() {
        // Given
        server = new OddServer();
        // When
        connect(Map.of());
        // Then
        awaitReason("does not offer ISA-95 job control V2");
        assertThat(connector.health().connected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void versionOneIsNamedAsNotSupported(String slash) {
        // Given a server with the receiver of the first edition: the same BrowseNames, type ids and methods, by other
        // types
        server = new OddServer(V1 + slash).objectOf(V1 + slash, "JobOrderReceiver", 1002, "Store", "Start", "Cancel");
        // When
        connect(Map.of());
        // Then
        awaitReason("V1 (OPC 10031-4 1.00), which is not supported: it needs V2");
        assertThat(answer(connector.send(JobCommand.about(JobAction.CLEAR, JOB))))
                .isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NOT_DELIVERED));
        assertThat(server.calls("Clear")).isZero();
    }

    @Test
    void slowLinkIsNotTakenForAServerWithoutJobControl() {
        // Given a server whose NamespaceArray takes longer over this link than a request may; its other answers do not
        String[] many = IntStream.range(0, 300)
                .mapToObj(n -> "urn:odd:machine:" + n + ":" + "x".repeat(200))
                .toArray(String[]::new);
        many[299] = OddServer.V2;
        server = new OddServer(many).receiver("Jobs", "Store", "Start").provider("Results");
        try (FaultProxy slow = FaultProxy.to(server.port())) {
            slow.set(Map.of("bandwidth", 16_000));
            // When
            connect(Map.of("endpoint", server.endpoint().replace(":" + server.port(), ":" + slow.port())));
            // Then
            awaitReason("no answer within 2 s to the read of its NamespaceArray");
            assertThat(listener.disconnects())
                    .noneSatisfy(reason -> assertThat(reason).contains("does not offer"));
            slow.heal();
            await().atMost(PATIENCE).until(listener::isConnected);
            connector.close();
        }
    }

    @Test
    void severalReceiversAreListedAndNoneIsGuessed() {
        // Given
        server = v2().receiver("Left", "Store").receiver("Right", "Store").provider("Results");
        // When
        connect(Map.of());
        // Then
        awaitReason("connection.receiver: nsu=urn:odd:machine;s=Left (Objects/Left),"
                + " nsu=urn:odd:machine;s=Right (Objects/Right)");
    }

    @Test
    void receiverNamedInTheLineFileIsTaken() {
        // Given
        server = v2().receiver("Left", "Store").receiver("Right", "Clear").provider("Results");
        // When
        connected(Map.of("receiver", "nsu=urn:odd:machine;s=Right"));
        // Then
        assertThat(send(JobAction.CLEAR)).isEqualTo(new CommandOutcome.Accepted());
        assertThat(connector.health().detail()).contains("s=Right");
    }

    @Test
    void receiverNamedByItsPathIsTaken() {
        // Given
        server = v2().receiver("Left", "Store").receiver("Right", "Clear").provider("Results");
        // When
        connected(Map.of("receiver", "/Right"));
        // Then
        assertThat(send(JobAction.CLEAR)).isEqualTo(new CommandOutcome.Accepted());
    }

    @Test
    void pathThatLeadsNowhereIsToldWithWhatIsThere() {
        // Given
        server = v2().receiver("Left", "Store").provider("Results");
        // When
        connect(Map.of("receiver", "/Right"));
        // Then
        awaitReason("connection.receiver: Objects has no 'Right', only ");
        assertThat(connector.health().detail()).contains("Left, ", "Results");
    }

    @Test
    void machineryJobsArePlacedWhereTheStandardPutsThemWhateverTheirTypes() {
        // Given: OPC 40001-3, and type definitions that nobody knows.
        server = v2().machineryJobs("mill-1", "Store");
        // When
        connected(Map.of());
        // Then
        assertThat(send(JobAction.STORE)).isEqualTo(new CommandOutcome.Accepted());
    }

    @Test
    void severalMachinesAreListedAndNoneIsGuessed() {
        // Given
        server = v2().machineryJobs("mill-1", "Store").machineryJobs("mill-2", "Store");
        // When
        connect(Map.of());
        // Then
        awaitReason("the server has 2 objects that are a job order receiver");
        assertThat(connector.health().detail()).contains("Objects/Machines/mill-2/MachineryBuildingBlocks");
    }

    @Test
    void clockOfTheLineIsComparedAndShown() {
        // Given
        server = v2().receiver("Jobs", "Store").provider("Results");
        // When
        connected(Map.of());
        // Then: the same clock, and a margin for a busy machine.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connector.health().detail())
                        .containsPattern(", its clock 0\\.\\d s (ahead|behind)"));
        assertThat(connector.health().warnings()).noneMatch(warning -> warning.contains("clock"));
    }

    @Test
    void missingMethodsAreRefusedAndShownInHealth() {
        // Given
        server = v2().receiver("Jobs", "Store", "Cancel", "Clear").provider("Results");
        // When
        connected(Map.of());
        // Then
        assertThat(send(JobAction.STORE_AND_START)).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.UNSUPPORTED);
            assertThat(refused.reason()).contains("StoreAndStart");
        });
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("no method StoreAndStart, Start, Update, Pause"))
                .anySatisfy(warning -> assertThat(warning).contains("without security"));
    }

    @Test
    void zeroMeansSuccessOnlyInTheEnumDialect() {
        // Given
        server = v2().receiver("Jobs", "Store").provider("Results").answers("Store", 0, 0);
        // When
        connected(Map.of("returnStatus", "enum"));
        // Then
        assertThat(send(JobAction.STORE)).isEqualTo(new CommandOutcome.Accepted());
        server.answers("Store", StatusCodes.Uncertain_InitialValue, 4);
        assertThat(send(JobAction.STORE))
                .isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.UNABLE_TO_ACCEPT));
    }

    @Test
    void uncertainWithReturnStatusReachesTheGateway() {
        // OPC 10031-4 Annex B.2: a refusal is GOOD or UNCERTAIN with outputs.
        server = v2().receiver("Jobs", "Store")
                .provider("Results")
                .answers("Store", StatusCodes.Uncertain_InitialValue, 16);
        // When
        connected(Map.of());
        // Then
        assertThat(send(JobAction.STORE))
                .isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .contains("bit 4: unable to accept"));
    }

    @Test
    void badStatusWithoutMeaningLeavesADoubt() {
        // Given
        server = v2().receiver("Jobs", "Store").provider("Results").answers("Store", StatusCodes.Bad_InternalError, 0);
        // When
        connected(Map.of());
        // Then
        assertThat(send(JobAction.STORE))
                .isInstanceOfSatisfying(CommandOutcome.Unknown.class, unknown -> assertThat(unknown.waitedFor())
                        .contains("Bad_InternalError"));
    }

    @Test
    void lineWithoutEventsIsAskedInstead() {
        // Given: OPC 40001-3 makes status events a facet of their own.
        server = v2().receiver("Jobs", "Store").provider("Results");
        server.answers("RequestJobResponseByJobOrderState", 0, 1, server.encoded(List.of(response(JobState.RUNNING))));
        // When
        connected(Map.of());
        // Then
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("sends no job order status events"));
        awaitReport(JobState.RUNNING);
        server.answers("RequestJobResponseByJobOrderState", 0, 1, server.encoded(List.of(response(JobState.ENDED))));
        awaitReport(JobState.ENDED);
        assertThat(listener.responses()).hasSize(2);
    }

    @Test
    void unusableAnswersAreNoAnswersAndCostNoSession() {
        // Given
        server = v2().receiver("Jobs", "Store")
                .provider("Results")
                .answers("RequestJobResponseByJobOrderID", 0, 1, "not a structure")
                .answers("RequestJobResponseByJobOrderState", StatusCodes.Bad_InternalError, 0);
        // When
        connected(Map.of());
        // Then
        assertThat(answer(connector.query(JOB))).isInstanceOf(JobEvidence.Unanswered.class);
        assertThat(answer(connector.list())).isInstanceOf(JobListing.Unanswered.class);
        server.answers("RequestJobResponseByJobOrderID", 0, 1, server.encoded(response(JobState.ENDED)));
        assertThat(answer(connector.query(JOB))).isInstanceOf(JobEvidence.Present.class);
        assertThat(listener.disconnects()).isEmpty();
    }

    @Test
    void jobThatIsMadeWhileTheLineIsAskedForItsJobsIsNotListedAsEndedWithoutItsResults() {
        // Given: right after an answer that knows of no response a job is stored, made and ended.
        server = v2().receiver("Jobs", "Store").provider("Results");
        stands(List.of(), List.of());
        server.afterwards(
                "RequestJobResponseByJobOrderState",
                () -> stands(List.of(entry(JobState.ENDED)), List.of(made(JobState.ENDED))));
        connected(Map.of());
        for (int i = 0; i < 200; i++) {
            stands(List.of(), List.of());
            // When
            var listing = answer(connector.list());
            // Then
            assertThat(listing).isInstanceOfSatisfying(JobListing.Known.class, known -> assertThat(known.responses())
                    .allSatisfy(response -> assertThat(response.goodQuantity()).isOne()));
        }
    }

    /** What the line has in JobOrderList and what it says of the results, at one moment. */
    private synchronized void stands(List<Isa95JobOrderAndState> orders, List<Isa95JobResponse> responses) {
        server.variable("Jobs", "JobOrderList", server.encoded(Isa95JobOrderAndState.STRUCTURE, orders));
        server.answers("RequestJobResponseByJobOrderState", 0, 0, server.encoded(responses));
    }

    @Test
    void serialNumbersOfMachineryJobsArriveAsMaterialsThatAreNotCounted() {
        // Given: OPC 40001-3, OutputInformationDataType.
        String jobs = "http://opcfoundation.org/UA/Machinery/Jobs/";
        server = new OddServer(OddServer.V2, jobs).receiver("Jobs", "Store").provider("Results");
        var made = new OutputInformation("mug", UByte.valueOf(4), null, "lot-3", "serial-9");
        var data = new Isa95Parameter(
                "OutputInformation",
                new Variant(server.encoded(OutputInformation.STRUCTURE, made, jobs)),
                null,
                null,
                null);
        server.answers("RequestJobResponseByJobOrderID", 0, 1, server.encoded(response(JobState.ENDED, data)));
        // When
        connected(Map.of());
        // Then
        assertThat(answer(connector.query(JOB))).isInstanceOfSatisfying(JobEvidence.Present.class, present -> {
            assertThat(present.response().materials())
                    .containsExactly(new Material("mug", "lot-3", "serial-9", MaterialUse.PRODUCED, null, null));
            assertThat(present.response().goodQuantity()).isZero();
        });
    }

    @Test
    void serverWithoutResponseProviderIsUsableAndWarnedAbout() {
        // Given
        server = v2().receiver("Jobs", "Store");
        // When
        connected(Map.of());
        // Then
        assertThat(send(JobAction.STORE)).isEqualTo(new CommandOutcome.Accepted());
        assertThat(answer(connector.query(JOB))).isInstanceOf(JobEvidence.Unanswered.class);
        assertThat(connector.health().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("no job response provider"));
    }

    private static OddServer v2() {
        return new OddServer(OddServer.V2);
    }

    private void connected(Map<String, String> settings) {
        connect(settings);
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    private void connect(Map<String, String> settings) {
        var connection = new HashMap<>(settings);
        connection.put("insecure", "true");
        connector = server.connector(Duration.ofSeconds(2), connection, listener);
        connector.start();
    }

    private void awaitReason(String words) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(listener.disconnects())
                .anySatisfy(reason -> assertThat(reason).contains(words)));
        assertThat(connector.health().detail()).contains(words);
    }

    private void awaitReport(JobState state) {
        await().atMost(PATIENCE).until(() -> listener.latest(JOB)
                .filter(response -> response.state() == state)
                .isPresent());
    }

    private CommandOutcome send(JobAction action) {
        JobOrder order = JobOrder.of(JOB, new WorkMasterId("glaze/2"), List.of(), Material.produced("mug", 1));
        return answer(connector.send(
                action.carriesOrder() ? JobCommand.carrying(action, order) : JobCommand.about(action, JOB)));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Isa95JobResponse response(JobState state, Isa95Parameter... data) {
        return new Isa95JobResponse(
                "r", null, JOB.value(), null, null, List.of(top(state)), List.of(data), null, null, null, null);
    }

    private static Isa95JobResponse made(JobState state) {
        var piece = new Isa95Material(null, "mug", null, null, null, "Produced", "1", null, null);
        return new Isa95JobResponse(
                "r", null, JOB.value(), null, null, List.of(top(state)), null, null, null, null, List.of(piece));
    }

    private static Isa95JobOrderAndState entry(JobState state) {
        return new Isa95JobOrderAndState(
                new Isa95JobOrder(JOB.value(), null, null, null, null, null, null, null, null, null, null),
                List.of(top(state)));
    }

    private static Isa95State top(JobState state) {
        return new Isa95State(
                new RelativePath(null), new LocalizedText("en", state.text()), UInteger.valueOf(state.number()));
    }
}
