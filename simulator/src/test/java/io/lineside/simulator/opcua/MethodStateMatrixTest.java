package io.lineside.simulator.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.job.Command;
import io.lineside.simulator.opcua.types.Isa95JobResponse;
import io.lineside.simulator.opcua.types.Isa95State;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OPC 10031-4 6.2.1 and 6.3 over the wire: every method in every state, with the substates of 6.2.2. */
class MethodStateMatrixTest {
    private static final String UNKNOWN = "unknown";
    private static final AtomicInteger JOBS = new AtomicInteger();

    private static final long DONE = 1;
    private static final long UNKNOWN_ID = 1 << 1;
    private static final long WRONG_STATE = 1 << 3;
    private static final long UNABLE = 1 << 4;

    /** The methods that bring a new job into a state, and how that state stands on the wire. */
    private static final Map<String, List<Command>> WAY_TO = Map.of(
            "NotAllowedToStart Loaded", List.of(Command.STORE),
            "AllowedToStart Loaded", List.of(Command.STORE_AND_START),
            "Running", List.of(Command.STORE_AND_START),
            "Interrupted Suspended", List.of(Command.STORE_AND_START, Command.PAUSE),
            "Ended Closed", List.of(Command.STORE_AND_START, Command.STOP),
            "Aborted", List.of(Command.STORE, Command.ABORT));

    /** What a method makes of a job in that state, when the standard allows it there. */
    private static final Map<Command, Map<String, String>> TRANSITIONS = Map.ofEntries(
            Map.entry(Command.STORE, Map.of(UNKNOWN, "NotAllowedToStart Loaded")),
            Map.entry(Command.STORE_AND_START, Map.of(UNKNOWN, "Running")),
            Map.entry(Command.START, Map.of("NotAllowedToStart Loaded", "Running")),
            Map.entry(Command.REVOKE_START, Map.of("AllowedToStart Loaded", "NotAllowedToStart Loaded")),
            Map.entry(
                    Command.UPDATE,
                    Map.of(
                            "NotAllowedToStart Loaded", "NotAllowedToStart Loaded",
                            "AllowedToStart Loaded", "AllowedToStart Loaded")),
            Map.entry(Command.PAUSE, Map.of("Running", "Interrupted Suspended")),
            Map.entry(Command.RESUME, Map.of("Interrupted Suspended", "Running")),
            Map.entry(Command.STOP, Map.of("Running", "Ended Closed", "Interrupted Suspended", "Ended Closed")),
            Map.entry(
                    Command.ABORT,
                    Map.of(
                            "NotAllowedToStart Loaded", "Aborted",
                            "AllowedToStart Loaded", "Aborted",
                            "Running", "Aborted",
                            "Interrupted Suspended", "Aborted")),
            Map.entry(Command.CANCEL, Map.of("NotAllowedToStart Loaded", UNKNOWN, "AllowedToStart Loaded", UNKNOWN)),
            Map.entry(Command.CLEAR, Map.of("Ended Closed", UNKNOWN, "Aborted", UNKNOWN)));

    private static Simulator simulator;
    private static SimulatedLine line;
    private static OpcUaLineClient client;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.opcUa("glaze-1", 0, 8, Duration.ofHours(1), "glaze/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)));
        line = simulator.line("glaze-1");
        client = OpcUaLineClient.connect(line.endpoint());
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        simulator.close();
    }

    static Stream<Arguments> cells() {
        List<String> states = Stream.concat(
                        Stream.of(UNKNOWN), WAY_TO.keySet().stream().sorted())
                .toList();
        return Arrays.stream(Command.values())
                .flatMap(command -> states.stream().map(state -> Arguments.of(command, state)));
    }

    @ParameterizedTest(name = "{0} on a job that is {1}")
    @MethodSource("cells")
    void aMethodIsDoneOrRefusedAsTheStatesSay(Command command, String from) throws Exception {
        // Given
        line.holdProduction(from.startsWith("AllowedToStart"));
        String id = "J-" + JOBS.incrementAndGet();
        for (Command step : WAY_TO.getOrDefault(from, List.of())) {
            assertThat(OpcUaLineClient.returnStatus(call(step, id))).isEqualTo(DONE);
        }
        assertThat(stateOf(id)).isEqualTo(from);

        // When
        CallMethodResult result = call(command, id);

        // Then
        Optional<String> to = Optional.ofNullable(TRANSITIONS.get(command)).map(row -> row.get(from));
        assertThat(result.getStatusCode().isUncertain()).isEqualTo(to.isEmpty());
        assertThat(OpcUaLineClient.returnStatus(result)).isEqualTo(to.isPresent() ? DONE : refusal(command, from));
        assertThat(stateOf(id)).isEqualTo(to.orElse(from));
        call(Command.ABORT, id);
        call(Command.CLEAR, id);
    }

    @Test
    void interruptedByTheLineItselfIsHeldOnTheWire() throws Exception {
        // Given
        line.holdProduction(false);
        call(Command.STORE_AND_START, "held");
        call(Command.STORE, "waiting");

        // When
        line.behave(Map.of("interrupted", true));
        String held = stateOf("held");
        String waiting = stateOf("waiting");
        line.behave(Map.of("interrupted", false));

        // Then
        assertThat(held).isEqualTo("Interrupted Held");
        assertThat(waiting).isEqualTo("NotAllowedToStart Waiting");
        assertThat(stateOf("held")).isEqualTo("Running");
        call(Command.STOP, "held");
        call(Command.CANCEL, "waiting");
    }

    @Test
    void responsesAreAskedForByStateAndSubstate() throws Exception {
        // Given
        call(Command.STORE, "first");
        call(Command.STORE, "second");

        // When
        List<String> all = idsIn(state(1));
        List<String> loaded = idsIn(state(1), subState("NotAllowedToStartSubstates", 3));
        List<String> waiting = idsIn(state(1), subState("NotAllowedToStartSubstates", 1));
        CallMethodResult withoutTopLevel = byState(subState("NotAllowedToStartSubstates", 3));

        // Then
        assertThat(all).containsExactly("first", "second");
        assertThat(loaded).containsExactly("first");
        assertThat(waiting).isEmpty();
        assertThat(OpcUaLineClient.returnStatus(withoutTopLevel)).isEqualTo(1L << 32);
        call(Command.CANCEL, "first");
        call(Command.CANCEL, "second");
    }

    private static long refusal(Command command, String from) {
        if (command == Command.STORE || command == Command.STORE_AND_START) {
            return UNABLE;
        }
        return from.equals(UNKNOWN) ? UNKNOWN_ID : WRONG_STATE;
    }

    private static CallMethodResult call(Command command, String id) throws Exception {
        if (command.takesJobOrder()) {
            return client.store(command.methodName(), JobOrder.of(id, "glaze/1", 3, List.of()));
        }
        return client.call(
                client.node("JobOrderControl"),
                client.node("JobOrderControl." + command.methodName()),
                Variant.ofString(id),
                Variant.of(new LocalizedText[0]));
    }

    /** The state as the response provider tells it: texts, top level first, paths checked. */
    private static String stateOf(String id) throws Exception {
        CallMethodResult result = client.results("RequestJobResponseByJobOrderID", Variant.ofString(id));
        if (result.getStatusCode().isUncertain()) {
            assertThat(OpcUaLineClient.returnStatus(result)).isEqualTo(UNKNOWN_ID);
            return UNKNOWN;
        }
        assertThat(result.getStatusCode()).isEqualTo(StatusCode.GOOD);
        List<Isa95State> states = client.decode(Isa95JobResponse.class, result.getOutputArguments()[0])
                .jobState();
        assertThat(states.get(0).isTopLevel()).isTrue();
        String topLevel = states.get(0).stateText().text();
        states.stream().skip(1).forEach(sub -> assertThat(lastOf(sub.browsePath()))
                .isEqualTo(topLevel + "Substates"));
        return states.stream()
                .map(state -> String.valueOf(state.stateText().text()))
                .collect(Collectors.joining(" "));
    }

    private static String lastOf(RelativePath path) {
        RelativePathElement[] elements = path.getElements();
        return String.valueOf(elements[elements.length - 1].getTargetName().name());
    }

    private static List<String> idsIn(Isa95State... wanted) throws Exception {
        return client.decodeAll(Isa95JobResponse.class, byState(wanted).getOutputArguments()[0]).stream()
                .map(response -> String.valueOf(response.jobOrderId()))
                .toList();
    }

    private static CallMethodResult byState(Isa95State... wanted) throws Exception {
        return client.results("RequestJobResponseByJobOrderState", Variant.of(wanted));
    }

    private static Isa95State state(long number) {
        return new Isa95State(new RelativePath(null), LocalizedText.NULL_VALUE, number);
    }

    private static Isa95State subState(String machine, long number) {
        QualifiedName target = new QualifiedName(client.standard(1).getNamespaceIndex(), machine);
        RelativePathElement element = new RelativePathElement(
                org.eclipse.milo.opcua.stack.core.NodeIds.HasSubStateMachine, false, false, target);
        return new Isa95State(new RelativePath(new RelativePathElement[] {element}), LocalizedText.NULL_VALUE, number);
    }
}
