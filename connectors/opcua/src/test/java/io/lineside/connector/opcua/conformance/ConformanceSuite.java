package io.lineside.connector.opcua.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95Material;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What OPC 10031-4 V2 wants of a machine, asked over the bare wire. One peer for all tests; each leaves it empty. */
@ExtendWith(ConformanceReport.class)
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
abstract class ConformanceSuite {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger JOBS = new AtomicInteger();

    private final List<String> ids = new ArrayList<>();
    private ConformancePeer peer;
    private ConformanceClient client;

    /** Starts a machine with nothing stored. */
    abstract ConformancePeer start(Path folder);

    @BeforeAll
    final void connect(@TempDir Path folder) throws UaException {
        peer = start(folder);
        client = ConformanceClient.connect(peer.endpoint());
    }

    @AfterAll
    final void disconnect() throws UaException {
        client.close();
        peer.close();
    }

    @BeforeEach
    final void hold() {
        peer.holdProduction(true);
    }

    @AfterEach
    final void empty() throws UaException {
        peer.speak(ReturnStatusWord.Dialect.BITMAP);
        for (String id : ids) {
            client.call(JobMethod.ABORT, id);
            client.call(JobMethod.CLEAR, id);
        }
        ids.clear();
        assertThat(client.jobOrderList()).isEmpty();
    }

    final String peerName() {
        return peer.name();
    }

    final ConformanceClient client() {
        return client;
    }

    static Stream<Cell> cells() {
        return Cell.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    final void methodIsDoneOrRefusedAsTheStatesSay(Cell cell) throws UaException {
        // Given
        String id = jobIn(cell.state());
        // When
        Answer answer = call(cell.method(), id);
        // Then
        boolean done = cell.method().isAllowedIn(cell.state());
        assertThat(answer.status().isGood()).isEqualTo(done);
        assertThat(answer.status().isBad()).isFalse();
        assertThat(done ? Stream.of(ReturnStatusWord.NO_ERROR) : cell.refusals().stream())
                .extracting(word -> word.in(ReturnStatusWord.Dialect.BITMAP))
                .contains(answer.returnStatus());
        assertThat(stateOf(id)).isEqualTo(cell.method().next(cell.state()));
        assertThat(listedStateOf(id)).isEqualTo(stateOf(id));
    }

    static Stream<SparseOrder> sparseOrders() {
        return SparseOrder.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sparseOrders")
    final void sparseStructureIsStoredAndReadBack(SparseOrder sparse) throws UaException {
        // Given
        Isa95JobOrder order = sparse.make().apply(newId(), client);
        // When
        Answer answer = client.call(JobMethod.STORE, order);
        // Then
        if (!peer.takes(order)) {
            assertThat(answer.returnStatus())
                    .isEqualTo(ReturnStatusWord.INVALID_REQUEST.in(ReturnStatusWord.Dialect.BITMAP));
            assertThat(client.jobOrderList()).isEmpty();
            return;
        }
        assertThat(answer.returnStatus()).isEqualTo(ReturnStatusWord.NO_ERROR.in(ReturnStatusWord.Dialect.BITMAP));
        if (peer.loses(sparse.mask())) {
            // When it no longer does, the defect must leave the peer's list.
            assertThatThrownBy(() -> client.jobOrderList()).isInstanceOf(UnreadableStructureException.class);
            throw new KnownDefectException(peer.name() + " can not write " + sparse.mask());
        }
        assertThat(client.jobOrderList()).singleElement().satisfies(entry -> assertThat(bytes(entry.jobOrder()))
                .as("%s read back as %s", order, entry.jobOrder())
                .isEqualTo(bytes(order)));
    }

    static Stream<ReturnStatusCase> returnStatuses() {
        return ReturnStatusCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("returnStatuses")
    final void returnStatusIsOfTheDialect(ReturnStatusCase wanted) throws UaException {
        // Given
        peer.speak(wanted.dialect());
        // When
        Answer answer = provoke(wanted.word());
        // Then
        assertThat(answer.returnStatus()).isEqualTo(wanted.word().in(wanted.dialect()));
        assertThat(answer.status().isGood()).isEqualTo(wanted.word() == ReturnStatusWord.NO_ERROR);
        assertThat(answer.status().isBad()).isFalse();
    }

    static Stream<StateQuery> queriesByState() {
        return StateQuery.all("RequestJobResponseByJobOrderState");
    }

    static Stream<StateQuery> queriesById() {
        return StateQuery.all("RequestJobResponseByJobOrderID");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queriesByState")
    final void responsesAreGivenByState(StateQuery query) throws UaException {
        // Given
        String id = jobIn(query.state());
        String other = jobIn(query.otherState());
        // When
        Answer one = client.responsesByState(List.of(Structures.state(query.state())));
        Answer both =
                client.responsesByState(List.of(Structures.state(query.state()), Structures.state(query.otherState())));
        // Then
        assertThat(client.jobOrderIds(one)).containsExactly(id);
        assertThat(client.jobOrderIds(both)).containsExactlyInAnyOrder(id, other);
        assertThat(one.status().isGood() && both.status().isGood()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queriesById")
    final void responseByIdTellsStateAndTimes(StateQuery query) throws UaException {
        // Given
        String id = jobIn(query.state());
        // When
        Isa95JobResponse response = client.response(id).orElseThrow();
        // Then
        assertThat(response.jobOrderId()).isEqualTo(id);
        assertThat(response.jobResponseId()).isNotBlank();
        assertThat(isTopLevel(response.jobState().get(0))).isTrue();
        assertThat(response.jobState().stream().skip(1)).noneMatch(ConformanceSuite::isTopLevel);
        assertThat(response.startTime() != null).isEqualTo(query.hasBegun());
        assertThat(response.endTime() != null).isEqualTo(query.isOver());
    }

    @Test
    @Clause("OPC 10031-4 ISA95JobResponseProviderObjectType, RequestJobResponseByJobOrderID")
    final void responseOfAnUnknownJobIsRefusedAsUnknown() throws UaException {
        // When
        Answer answer = client.responseById("nobody-sent-this");
        // Then
        assertThat(answer.status().isUncertain()).isTrue();
        assertThat(answer.outputs()).hasSize(2);
        assertThat(answer.returnStatus())
                .isEqualTo(ReturnStatusWord.UNKNOWN_JOB_ORDER_ID.in(ReturnStatusWord.Dialect.BITMAP));
    }

    @Test
    @Clause("OPC 10031-4 ISA95JobOrderReceiverObjectType, MaxDownloadableJobOrders")
    final void asManyOrdersAsAnnouncedAreTakenAndOneMoreIsRefused() throws UaException {
        // Given
        assertThat(client.receiverVariable("MaxDownloadableJobOrders").value())
                .isEqualTo(UShort.valueOf(peer.capacity()));
        for (int i = 0; i < peer.capacity(); i++) {
            assertThat(call(JobMethod.STORE, newId()).returnStatus()).isEqualTo(1);
        }
        // When
        Answer oneMore = call(JobMethod.STORE, newId());
        // Then
        assertThat(oneMore.returnStatus())
                .isEqualTo(ReturnStatusWord.UNABLE_TO_ACCEPT.in(ReturnStatusWord.Dialect.BITMAP));
        assertThat(client.jobOrderList()).hasSize(peer.capacity());
    }

    @Test
    @Clause("OPC 10031-4 ISA95JobOrderStatusEventType")
    final void everyTransitionIsToldByAStatusEvent() throws UaException {
        // Given
        Queue<ConformanceClient.StatusEvent> events = client.statusEvents();
        String id = newId();
        call(JobMethod.STORE, id);
        call(JobMethod.START, id);
        call(JobMethod.REVOKE_START, id);
        call(JobMethod.START, id);
        peer.holdProduction(false);
        awaitState(id, 3);
        peer.holdProduction(true);
        // When
        call(JobMethod.PAUSE, id);
        call(JobMethod.RESUME, id);
        call(JobMethod.STOP, id);
        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(changes(events, id)).containsExactly(1, 2, 1, 2, 3, 4, 3, 5));
        assertThat(events)
                .filteredOn(event -> id.equals(event.jobOrder().jobOrderId()))
                .allSatisfy(event -> {
                    assertThat(event.jobResponse().jobOrderId()).isEqualTo(id);
                    assertThat(topLevel(event.jobResponse().jobState())).isEqualTo(topLevel(event.jobState()));
                });
    }

    private static List<Integer> changes(Queue<ConformanceClient.StatusEvent> events, String id) {
        var states = new ArrayList<Integer>();
        for (ConformanceClient.StatusEvent event : asTheyHappened(events)) {
            int state = topLevel(event.jobState());
            // A change of substate or quantity is told as well.
            if (id.equals(event.jobOrder().jobOrderId())
                    && (states.isEmpty() || states.get(states.size() - 1) != state)) {
                states.add(state);
            }
        }
        return states;
    }

    /** Each once and by its time: Milo's client may hand over the next notification first, and this one then twice. */
    private static List<ConformanceClient.StatusEvent> asTheyHappened(Queue<ConformanceClient.StatusEvent> events) {
        var seen = new HashSet<ByteString>();
        return events.stream()
                .filter(event -> seen.add(event.eventId()))
                .sorted(Comparator.comparing(ConformanceClient.StatusEvent::time))
                .toList();
    }

    private Answer provoke(ReturnStatusWord word) throws UaException {
        return switch (word) {
            case NO_ERROR -> call(JobMethod.STORE, newId());
            case UNKNOWN_JOB_ORDER_ID -> call(JobMethod.START, "nobody-sent-this");
            case INVALID_JOB_ORDER_STATUS -> {
                String id = newId();
                call(JobMethod.STORE, id);
                yield call(JobMethod.RESUME, id);
            }
            case UNABLE_TO_ACCEPT -> {
                for (int i = 0; i < peer.capacity(); i++) {
                    call(JobMethod.STORE, newId());
                }
                yield call(JobMethod.STORE, newId());
            }
            case INVALID_REQUEST ->
                client.call(
                        JobMethod.STORE,
                        new OrderBuilder(newId(), new Isa95WorkMaster("nobody's", null, null)).build());
        };
    }

    final Answer call(JobMethod method, String id) throws UaException {
        return method.takesJobOrder() ? client.call(method, order(id, "1000000")) : client.call(method, id);
    }

    final Isa95JobOrder order(String id, String quantity) {
        return new OrderBuilder(id, new Isa95WorkMaster(peer.workMaster(), null, null))
                .material(new Isa95Material(null, "mug", null, null, null, "Produced", quantity, null, null))
                .build();
    }

    /** The id of a job that was brought into a state; production is held. */
    final String jobIn(int state) throws UaException {
        String id = newId();
        if (state == JobMethod.UNKNOWN) {
            return id;
        }
        call(state == 1 || state == 6 ? JobMethod.STORE : JobMethod.STORE_AND_START, id);
        if (state == 3 || state == 4 || state == 5) {
            peer.holdProduction(false);
            awaitState(id, 3);
            peer.holdProduction(true);
        }
        if (state == 4 || state == 5 || state == 6) {
            call(state == 4 ? JobMethod.PAUSE : state == 5 ? JobMethod.STOP : JobMethod.ABORT, id);
        }
        assertThat(stateOf(id)).isEqualTo(state);
        return id;
    }

    final void awaitState(String id, int state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> stateOf(id) == state);
    }

    private int stateOf(String id) throws UaException {
        return client.response(id)
                .map(response -> topLevel(response.jobState()))
                .orElse(JobMethod.UNKNOWN);
    }

    private int listedStateOf(String id) throws UaException {
        return client.jobOrderList().stream()
                .filter(entry -> id.equals(entry.jobOrder().jobOrderId()))
                .findFirst()
                .map(entry -> topLevel(entry.state()))
                .orElse(JobMethod.UNKNOWN);
    }

    private static int topLevel(List<Isa95State> states) {
        return states.get(0).stateNumber().intValue();
    }

    private static boolean isTopLevel(Isa95State state) {
        var path = state.browsePath().getElements();
        return path == null || path.length == 0;
    }

    private String bytes(Isa95JobOrder order) {
        return client.bytes(Isa95JobOrder.STRUCTURE, order);
    }

    final String newId() {
        String id = "J-" + JOBS.incrementAndGet();
        ids.add(id);
        return id;
    }
}
