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

import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreCascadeTest extends StoreTestBase {

    private static final EquipmentId PACK = new EquipmentId("pack-1");

    private FoldResult end(String id, int good) throws Exception {
        return now(store.change(job(id), counts(JobPhase.ENDED, EventType.JOB_ENDED, good, 0)));
    }

    private TrackedJob row(String order, String job) throws Exception {
        return now(store.find(TENANT, id(order))).orElseThrow().jobs().stream()
                .filter(found -> found.id().value().equals(job))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lastPredecessorMakesTheNextJobReady() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));

        // When
        var fold = end("o1-cut", 4);

        // Then
        assertThat(fold.linesWithNewWork()).containsExactly(GLAZE);
        assertThat(row("o1", "o1-glaze").waitsFor()).isZero();
        assertThat(now(store.claim(GLAZE, 5))).hasSize(1);
    }

    @Test
    void fewerGoodPiecesLowerTheNextJob() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));

        // When
        end("o1-cut", 3);

        // Then
        var claim = now(store.claim(GLAZE, 1)).get(0);
        assertThat(claim.job().quantity()).isEqualTo(3);
        assertThat(claim.order()).isEqualTo(order("o1-glaze", 3));
        assertThat(now(store.events(TENANT, id("o1"), 0, 100)))
                .extracting(LedgerEvent::type)
                .contains(EventType.JOB_QUANTITY_LOWERED);
        end("o1-glaze", 3);
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().state()).isEqualTo(RequestState.PARTIALLY_COMPLETED);
    }

    @Test
    void nothingMadeCancelsAllThatWaitsDownTheChain() throws Exception {
        // Given
        var pack = new PlannedJob(order("o1-pack", 4), 1, "pack", PACK, Set.of(job("o1-glaze")), true);
        var glaze = new PlannedJob(order("o1-glaze", 4), 1, "glaze", GLAZE, Set.of(job("o1-cut")), false);
        var request = Orders.request("o1", 0, Optional.empty());
        now(store.accept(Orders.of(request, List.of(pack, glaze, Orders.cut("o1", 4)))));

        // When
        var fold = now(store.change(job("o1-cut"), Orders.to(JobPhase.FAILED, EventType.JOB_FAILED)));

        // Then
        assertThat(fold.linesWithNewWork()).isEmpty();
        assertThat(row("o1", "o1-glaze").phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(row("o1", "o1-pack").phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(row("o1", "o1-pack").waitsFor()).isZero();
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().state()).isEqualTo(RequestState.FAILED);
    }

    @Test
    void jobThatJoinsTwoWaitsForBothAndMakesTheFewest() throws Exception {
        // Given
        var body = new PlannedJob(order("o1-body", 4), 1, "cut", CUT, Set.of(), false);
        var lid = new PlannedJob(order("o1-lid", 4), 1, "cut", CUT, Set.of(), false);
        var join = new PlannedJob(order("o1-join", 4), 1, "join", PACK, Set.of(job("o1-body"), job("o1-lid")), true);
        now(store.accept(Orders.of(Orders.request("o1", 0, Optional.empty()), List.of(body, lid, join))));

        // When
        var first = end("o1-body", 2);
        var second = end("o1-lid", 3);

        // Then
        assertThat(first.linesWithNewWork()).isEmpty();
        assertThat(second.linesWithNewWork()).containsExactly(PACK);
        assertThat(row("o1", "o1-join").quantity()).isEqualTo(2);
    }

    @Test
    void heldJobStaysHeldWhenItsPredecessorEnds() throws Exception {
        // Given
        now(store.accept(Orders.cutThenGlaze("o1")));
        now(store.change(job("o1-glaze"), Orders.to(JobPhase.HELD, EventType.JOB_HELD)));

        // When
        var fold = end("o1-cut", 4);

        // Then
        assertThat(fold.linesWithNewWork()).isEmpty();
        assertThat(row("o1", "o1-glaze").phase()).isEqualTo(JobPhase.HELD);
        assertThat(row("o1", "o1-glaze").waitsFor()).isZero();
    }

    @Test
    void finalOrderStateIsNeverLeft() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        end("o1-cut", 2);

        // When
        now(store.change(job("o1-cut"), counts(JobPhase.ENDED, EventType.JOB_PROGRESSED, 4, 0)));

        // Then
        assertThat(now(store.find(TENANT, id("o1"))).orElseThrow().state()).isEqualTo(RequestState.PARTIALLY_COMPLETED);
    }
}
