package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.model.SpecDigest;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the gateway's own rules: an order is complete when each of its items is. */
class StoreCompletionTest extends StoreTestBase {

    @Override
    RequestRules rules() {
        return new OrderRules();
    }

    private void end(String id, int good) throws Exception {
        now(store.change(job(id), counts(JobPhase.ENDED, EventType.JOB_ENDED, good, 0)));
    }

    private RequestState state() throws Exception {
        return now(store.find(TENANT, id("o1"))).orElseThrow().state();
    }

    @ParameterizedTest(name = "{0} bodies and {1} lids of 4: {2}")
    @CsvSource({
        "4, 4, COMPLETED",
        "4, 3, PARTIALLY_COMPLETED",
        "1, 4, PARTIALLY_COMPLETED",
        "4, 0, FAILED",
        "7, 0, FAILED",
        "9, 5, COMPLETED"
    })
    void itemWithSeveralLastOperationsIsAsCompleteAsTheSlowest(int bodies, int lids, RequestState expected)
            throws Exception {
        // Given
        var body = new PlannedJob(order("o1-body", 4), 1, "body", CUT, Set.of(), true);
        var lid = new PlannedJob(order("o1-lid", 4), 1, "lid", GLAZE, Set.of(), true);
        now(store.accept(Orders.of(Orders.request("o1", 0, Optional.empty()), List.of(body, lid))));

        // When
        end("o1-body", bodies);
        end("o1-lid", lids);

        // Then
        assertThat(state()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of item 1 and {1} of item 2, 4 ordered of each: {2}")
    @CsvSource({"4, 4, COMPLETED", "6, 2, PARTIALLY_COMPLETED", "8, 0, PARTIALLY_COMPLETED", "0, 0, FAILED"})
    void surplusOfOneItemDoesNotStandInForAnother(int first, int second, RequestState expected) throws Exception {
        // Given
        var digest = SpecDigest.of("mug");
        var items = List.of(
                new WorkItem(1, "mug", 3, 4, Map.of(), Map.of(), digest),
                new WorkItem(2, "mug", 3, 4, Map.of(), Map.of(), digest));
        var acceptedAt = Instant.parse("2026-03-01T05:59:59Z");
        var request = new WorkRequest(id("o1"), TENANT, Optional.empty(), items, 0, Optional.empty(), acceptedAt);
        var one = new PlannedJob(order("o1-1", 4), 1, "cut", CUT, Set.of(), true);
        var two = new PlannedJob(order("o1-2", 4), 2, "cut", CUT, Set.of(), true);
        now(store.accept(Orders.of(request, List.of(one, two))));

        // When
        end("o1-1", first);
        end("o1-2", second);

        // Then
        assertThat(state()).isEqualTo(expected);
    }

    @Test
    void jobsOfOneOperationAddUp() throws Exception {
        // Given
        now(store.accept(Orders.manyJobs("o1", 4)));

        // When
        for (int i = 1; i <= 4; i++) {
            assertThat(state()).isNotEqualTo(RequestState.COMPLETED);
            end("o1-" + i, 1);
        }

        // Then
        assertThat(state()).isEqualTo(RequestState.COMPLETED);
    }
}
