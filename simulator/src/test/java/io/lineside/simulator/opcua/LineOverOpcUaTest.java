package io.lineside.simulator.opcua;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95JobOrderAndState;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95State;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line driven over its own wire by a Milo client. */
class LineOverOpcUaTest {
    private static final List<Parameter> TEAL =
            List.of(Parameter.of("Color", "teal"), Parameter.of("Dwell", 11.0), Parameter.of("Coats", 2L));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Simulator simulator;
    private SimulatedLine line;
    private OpcUaLineClient client;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 2, Duration.ofMillis(20), "glaze/1", "glaze/2");
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
    void aJobOrderIsMadePieceByPieceAndReportedByEvents() throws Exception {
        // Given
        Collection<Isa95JobResponse> events = client.subscribeToEvents(NodeIds.Server);
        Collection<Isa95JobResponse> eventsOfTheObject = client.subscribeToEvents(client.node("JobOrderControl"));

        // When
        CallMethodResult result = client.store("StoreAndStart", JobOrder.of("J-1", "glaze/2", 3, TEAL));

        // Then
        assertThat(result.getStatusCode()).isEqualTo(StatusCode.GOOD);
        assertThat(OpcUaLineClient.returnStatus(result)).isEqualTo(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events)
                .extracting(LineOverOpcUaTest::topLevel)
                .containsExactly(2L, 3L, 3L, 3L, 5L));
        Isa95JobResponse last = events.stream()
                .filter(event -> topLevel(event) == 5)
                .findFirst()
                .orElseThrow();
        assertThat(requireNonNull(last.materials()).get(0).quantity()).isEqualTo("3");
        assertThat(last.jobState().get(1).stateText().text()).isEqualTo("Completed");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(eventsOfTheObject).hasSize(5));
        assertThat(simulator.ledger().entries()).extracting(MadePiece::unit).containsExactly(1, 2, 3);
        assertThat(simulator.ledger().entries().get(0).parameters())
                .isEqualTo(Map.of("Color", "teal", "Dwell", 11.0, "Coats", 2L));
    }

    // OPC 10031-4 Annex B.2: a refusal is Uncertain, because a Bad status would lose the outputs.
    @Test
    void aKnownJobOrderIdIsRefusedAsUnableToAccept() throws Exception {
        // Given
        client.store("Store", JobOrder.of("J-1", "glaze/1", 1, List.of()));

        // When
        CallMethodResult result = client.store("StoreAndStart", JobOrder.of("J-1", "glaze/1", 1, List.of()));

        // Then
        assertThat(result.getStatusCode().isUncertain()).isTrue();
        assertThat(OpcUaLineClient.returnStatus(result)).isEqualTo(16);
    }

    @Test
    void theTypesMethodIdIsTakenAsWellAsTheInstances() throws Exception {
        // When
        CallMethodResult result = client.call(
                client.node("JobOrderControl"),
                client.standard(7012),
                Variant.ofString("nobody"),
                Variant.of(new LocalizedText[0]));

        // Then
        assertThat(OpcUaLineClient.returnStatus(result)).isEqualTo(2);
    }

    @Test
    void jobsAreListedAndAskedForByIdAndByState() throws Exception {
        // Given
        client.store("Store", JobOrder.of("J-1", "glaze/1", 1, TEAL));

        // When
        List<Isa95JobOrderAndState> listed = client.read("JobOrderControl.JobOrderList", Isa95JobOrderAndState.class);
        CallMethodResult byId = client.results("RequestJobResponseByJobOrderID", Variant.ofString("J-1"));
        CallMethodResult unknown = client.results("RequestJobResponseByJobOrderID", Variant.ofString("J-2"));
        CallMethodResult byState = client.results(
                "RequestJobResponseByJobOrderState", Variant.of(new Isa95State[] {topLevelState(1), topLevelState(5)}));

        // Then
        Isa95JobOrder order = listed.get(0).jobOrder();
        assertThat(OrderMapping.fromWire(order).parameters()).isEqualTo(TEAL);
        assertThat(client.decode(Isa95JobResponse.class, byId.getOutputArguments()[0])
                        .jobOrderId())
                .isEqualTo("J-1");
        assertThat(OpcUaLineClient.returnStatus(unknown)).isEqualTo(2);
        assertThat((Object @Nullable []) byState.getOutputArguments()[0].value())
                .hasSize(1);
    }

    @Test
    void aCrashAndAStartKeepTheJobsAndMakeNoPieceTwice() throws Exception {
        // Given: more pieces than are made before the crash, however late it comes
        int pieces = 100;
        client.store("StoreAndStart", JobOrder.of("J-1", "glaze/1", pieces, TEAL));
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> simulator.ledger().entries().size() >= 4);
        int port = line.port();

        // When
        line.crash();
        int madeBefore = simulator.ledger().entries().size();
        line.start();

        // Then
        assertThat(line.port()).isEqualTo(port);
        assertThat(madeBefore).isLessThan(pieces);
        await().atMost(PATIENCE).until(() -> line.jobs().get(0).state() == JobState.ENDED);
        assertThat(simulator.ledger().entries())
                .extracting(MadePiece::unit)
                .isEqualTo(IntStream.rangeClosed(1, pieces).boxed().toList());
    }

    @Test
    void aLineThatHoldsItsAnswersDoesWhatItWasAsked() throws Exception {
        // Given
        line.holdProduction(true);
        line.holdAnswers(true);

        // When
        var answer = client.storeAsync("StoreAndStart", JobOrder.of("J-1", "glaze/1", 1, TEAL));

        // Then
        await().until(() -> line.jobs().size() == 1);
        assertThat(answer).isNotDone();
        line.holdAnswers(false);
        await().until(answer::isDone);
        assertThat(line.jobs().get(0).state()).isEqualTo(JobState.ALLOWED_TO_START);
    }

    private static long topLevel(Isa95JobResponse response) {
        return response.jobState().get(0).stateNumber();
    }

    private static Isa95State topLevelState(long number) {
        return new Isa95State(new RelativePath(null), LocalizedText.NULL_VALUE, number);
    }
}
