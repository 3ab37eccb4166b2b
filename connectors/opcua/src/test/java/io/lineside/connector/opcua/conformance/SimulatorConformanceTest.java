package io.lineside.connector.opcua.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.wire.Isa95State;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite against the simulator, which has the substates too. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class SimulatorConformanceTest extends ConformanceSuite {
    private SimulatedPeer peer;

    @Override
    ConformancePeer start(Path folder) {
        peer = new SimulatedPeer(folder);
        return peer;
    }

    static Stream<SubStatePath> subStatePaths() {
        return Arrays.stream(SubStatePath.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subStatePaths")
    void subStateIsReachedAndFound(SubStatePath path) throws UaException {
        // Given
        String id = path.isOfTheLine() ? whileInterrupted(path) : reached(path);
        // When
        List<Isa95State> states = client().response(id).orElseThrow().jobState();
        Answer asked = client().responsesByState(List.of(
                Structures.state(path.state()),
                Structures.subState(client().namespaceIndex(), path.machine(), path.number())));
        Answer askedForOthers = client().responsesByState(List.of(
                Structures.state(path.state()),
                Structures.subState(client().namespaceIndex(), path.machine(), path.otherNumber())));
        peer.interrupt(false);
        // Then
        assertThat(states)
                .extracting(SimulatorConformanceTest::onTheWire)
                .containsExactly("/" + path.state(), path.machine() + "/" + path.number());
        assertThat(client().jobOrderIds(asked)).contains(id);
        assertThat(client().jobOrderIds(askedForOthers)).doesNotContain(id);
    }

    /** A job that the line itself keeps from going on. */
    private String whileInterrupted(SubStatePath path) throws UaException {
        String id = jobIn(path == SubStatePath.HELD ? 3 : path.state());
        peer.interrupt(true);
        return id;
    }

    private String reached(SubStatePath path) throws UaException {
        return switch (path) {
            case NOT_ALLOWED_READY, ALLOWED_READY -> {
                jobIn(path.state()); // the one that is Loaded
                yield jobIn(path.state());
            }
            case COMPLETED -> {
                String id = newId();
                client().call(JobMethod.STORE_AND_START, order(id, "1"));
                peer.holdProduction(false);
                awaitState(id, path.state());
                yield id;
            }
            default -> jobIn(path.state());
        };
    }

    private static String onTheWire(Isa95State state) {
        RelativePathElement[] path = state.browsePath().getElements();
        String machine = path == null
                ? ""
                : Arrays.stream(path)
                        .map(RelativePathElement::getTargetName)
                        .map(QualifiedName::name)
                        .collect(Collectors.joining("."));
        return machine + "/" + state.stateNumber();
    }
}
