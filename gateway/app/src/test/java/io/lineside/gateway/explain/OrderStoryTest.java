package io.lineside.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderStoryTest {
    private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");
    private static final WorkRequestId ORDER = new WorkRequestId("ord_1");

    private final List<LedgerEvent> events = new ArrayList<>();

    @Test
    void storyOfAJobThatALineMayHaveMadeAndForgotten() {
        // Given
        event(0, EventType.ORDER_ACCEPTED, "{'quantity':12}");
        job(0, EventType.JOB_PLANNED, "'phase':'Queued','quantity':12,'reason':''");
        event(0, EventType.ORDER_RELEASED, "{'jobs':1,'lines':'glaze-1'}");
        job(1, EventType.JOB_SENDING, "'phase':'Sending','attempt':1,'memory':'boot 1','reason':''");
        job(9, EventType.JOB_IN_DOUBT, "'phase':'InDoubt','reason':'no answer in 8 s'");
        job(
                20,
                EventType.JOB_HELD,
                "'phase':'Held','reason':'it may have been made','evidence':{'then':'boot 1','now':'boot 2'}");
        TrackedJob held = Jobs.after(
                Jobs.in(JobPhase.IN_DOUBT),
                JobChange.to(JobPhase.HELD, EventType.JOB_HELD, Jobs.in(JobPhase.IN_DOUBT), "it may have been made"));
        // When
        String story = OrderStory.tell(view(RequestState.HELD, held), events, START.plusSeconds(140));
        // Then
        assertThat(story)
                .isEqualTo(
                        """
                        Order ord_1 (shop-7) of acme: Held, changed 2 min 0 s ago
                        12 piece(s) in 1 item(s)

                        What happened
                          2026-03-01T06:00:00Z  accepted and durable: 12 piece(s)
                          2026-03-01T06:00:00Z  ord_1-1-glaze planned for glaze-1: 12 piece(s)
                          2026-03-01T06:00:00Z  released: 1 job(s) at glaze-1
                          2026-03-01T06:00:01Z  ord_1-1-glaze to be sent to glaze-1, attempt 1 (boot 1)
                          2026-03-01T06:00:09Z  ord_1-1-glaze in doubt: nobody knows whether glaze-1 has it: no answer in 8 s
                          2026-03-01T06:00:20Z  ord_1-1-glaze held for a person: it may have been made
                              then: boot 1
                              now: boot 2

                        Now
                          ord_1-1-glaze: Held at glaze-1 for 2 min 0 s, 0 of 12 made
                              because: it may have been made
                              waits for: a person
                              a person can: look at the line and decide: made, not-made, move, cancel, retry
                        """);
    }

    @Test
    void machinesClockIsToldBesideTheTimeAtWhichTheGatewayHeardOfIt() {
        // Given
        job(
                60,
                EventType.JOB_ENDED,
                "'phase':'Ended','quantity':12,'good':11,'scrap':1,'reason':'','machineTime':'2026-03-01T05:58:00Z'");
        // When
        String story = OrderStory.tell(view(RequestState.COMPLETED, Jobs.made(JobPhase.ENDED, 11, 1)), events, START);
        // Then
        assertThat(story)
                .contains(
                        "ord_1-1-glaze finished at glaze-1, 11 of 12 made, 1 scrapped\n",
                        "the machine's clock: 2026-03-01T05:58:00Z (heard of 3 min 0 s later)\n");
    }

    @ParameterizedTest
    @EnumSource(JobPhase.class)
    void everyJobThatIsNotOverWaitsForSomething(JobPhase phase) {
        // When
        NextStep next = NextStep.of(Jobs.in(phase));
        // Then, invariant I15: no job is stuck without anybody knowing what it waits for
        assertThat(next.waitsFor().isEmpty()).isEqualTo(phase.isFinal());
    }

    private static RequestView view(RequestState state, TrackedJob job) {
        var item = new WorkItem(1, "mug", 1, 12, Map.of(), Map.of(), SpecDigest.of("mug"));
        var request = new WorkRequest(
                ORDER, new TenantId("acme"), Optional.of("shop-7"), List.of(item), 0, Optional.empty(), START);
        return new RequestView(request, state, 6, START.plusSeconds(20), List.of(job));
    }

    private void event(int second, EventType type, String data) {
        add(second, type, Optional.empty(), data);
    }

    private void job(int second, EventType type, String data) {
        add(second, type, Optional.of(new JobOrderId("ord_1-1-glaze")), "{'line':'glaze-1'," + data + "}");
    }

    private void add(int second, EventType type, Optional<JobOrderId> job, String data) {
        events.add(new LedgerEvent(
                events.size() + 1,
                ORDER,
                events.size() + 1,
                START.plusSeconds(second),
                type,
                job,
                data.replace('\'', '"')));
    }
}
