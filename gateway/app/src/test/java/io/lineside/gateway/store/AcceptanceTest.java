package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.now;
import static io.lineside.gateway.store.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.SpecDigest;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.work.Batch;
import io.lineside.model.work.Effort;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest extends StoreTestBase {

    private static WorkRequest request(Instant acceptedAt, int... quantities) {
        var items = new ArrayList<WorkItem>();
        for (int quantity : quantities) {
            items.add(new WorkItem(items.size() + 1, "mug", 3, quantity, Map.of(), Map.of(), SpecDigest.of("mug")));
        }
        return new WorkRequest(id("o1"), TENANT, Optional.empty(), items, 0, Optional.empty(), acceptedAt);
    }

    private static WorkRequest request(int... quantities) {
        return request(Instant.parse("2026-03-01T05:59:59Z"), quantities);
    }

    private static PlannedJob last(JobOrder order, int item) {
        // A batch by itself: the order's own quantity is what is looked at here.
        var one = Batch.whole(1);
        return new PlannedJob(order, item, "cut", CUT, List.of(CUT), Set.of(), true, one, Effort.UNKNOWN, 0, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
    void outermostTimesAreKeptAsTheyAre(Instant time) throws Exception {
        // Given
        var acceptance = Orders.cutOnly("o1", 0, Optional.of(time));

        // When
        now(store.accept(acceptance));

        // Then
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().request().requestedBy())
                .contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void otherTimesAreRefusedBeforeTheyReachTheWriter(Instant time) {
        assertThatThrownBy(() -> Orders.cutOnly("o1", 0, Optional.of(time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1.requestedBy: must be in the years 2000 to 9999, was " + time);
        assertThatThrownBy(() -> Orders.of(request(time, 4), List.of(last(order("o1-cut", 4), 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1.acceptedAt: must be in the years 2000 to 9999, was " + time);
        assertThatThrownBy(() -> Orders.of(request(4), List.of(last(wantedBy(time), 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1: job o1-cut.endTime: must be in the years 2000 to 9999, was " + time);
    }

    private static JobOrder wantedBy(Instant time) {
        var plain = order("o1-cut", 4);
        return new JobOrder(
                plain.id(),
                "",
                plain.workMasterId(),
                Optional.empty(),
                Optional.of(time),
                0,
                plain.parameters(),
                List.of(),
                List.of(),
                List.of(),
                plain.materials());
    }

    @Test
    void morePiecesThanAnIntCountsAreRefused() {
        var jobs = List.of(last(order("o1-1", 1), 1), last(order("o1-2", 1), 2));
        assertThatThrownBy(() -> Orders.of(request(Integer.MAX_VALUE, 1), jobs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1: must be for at most 2147483647 pieces, was 2147483648");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "9999999999"})
    void partOfAPieceIsRefused(BigDecimal pieces) {
        var half = new Material("mug", null, null, MaterialUse.PRODUCED, pieces, Material.PIECES);
        var order = JobOrder.of(Orders.job("o1-cut"), new WorkMasterId("mug-v3"), List.of(), half);
        assertThatThrownBy(() -> Orders.of(request(4), List.of(last(order, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("job o1-cut: must make a whole number of pieces, was");
    }

    @Test
    void jobThatMakesNothingIsRefused() {
        assertThatThrownBy(() -> Orders.of(request(4), List.of(last(order("o1-cut", 0), 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1: job o1-cut: must make at least 1 piece, was 0");
    }

    @Test
    void lastOperationsAreThoseThatNoJobWaitsFor() {
        var cut = new PlannedJob(order("o1-cut", 4), 1, "cut", CUT, Set.of(), true);
        assertThatThrownBy(() -> Orders.of(request(4), List.of(cut, Orders.glaze("o1", 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("job o1-cut must be a last operation exactly when no other job waits for it");
        assertThatThrownBy(() -> Orders.of(request(4), List.of(Orders.cut("o1", 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("job o1-cut must be a last operation exactly when no other job waits for it");
    }

    @Test
    void itemThatNothingFinishesIsRefused() {
        assertThatThrownBy(() -> Orders.of(request(4, 4), List.of(last(order("o1-cut", 4), 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order o1: each of its items, and no other, must have a last operation;"
                        + " items [1, 2], last operations of items [1]");
    }
}
