package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.id;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WorkTakersTest extends StoreTestBase {
    private final List<List<EventType>> commits = new CopyOnWriteArrayList<>();

    @Test
    void jobIsTakenInTheCommitThatAcceptsItsOrder() throws Exception {
        // Given
        var taker = new Taker(CUT, 5);
        take(taker);

        // When
        now(store.accept(Orders.cutOnly("o1")));
        now(store.takers().settled());

        // Then
        assertThat(commits)
                .containsExactly(List.of(
                        EventType.ORDER_ACCEPTED,
                        EventType.JOB_PLANNED,
                        EventType.ORDER_RELEASED,
                        EventType.JOB_SENDING));
        var claim = taker.taken.get(0);
        assertThat(claim.order()).isEqualTo(Orders.order("o1-cut", 4));
        assertThat(now(store.atLine(CUT))).containsExactly(claim.job());
        assertThat(single("select memory from dispatch where job_id = 'o1-cut'"))
                .isEqualTo("memory-1");
    }

    @Test
    void jobIsTakenInTheCommitThatEndsTheOneBeforeIt() throws Exception {
        // Given
        var taker = new Taker(GLAZE, 5);
        take(taker);
        now(store.accept(Orders.cutThenGlaze("o1")));
        now(store.claim(CUT, 1));
        commits.clear();

        // When
        now(store.change(job("o1-cut"), Orders.counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        now(store.takers().settled());

        // Then
        assertThat(commits).hasSize(1);
        assertThat(commits.get(0)).contains(EventType.JOB_ENDED, EventType.JOB_SENDING);
        assertThat(taker.taken).extracting(claim -> claim.job().id()).containsExactly(job("o1-glaze"));
    }

    @Test
    void nextJobOfTheLineIsTakenInTheCommitThatMakesRoom() throws Exception {
        // Given
        var taker = new Taker(CUT, 1);
        take(taker);
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        now(store.takers().settled());
        commits.clear();

        // When
        now(store.change(job("o1-cut"), Orders.counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        now(store.takers().settled());

        // Then
        assertThat(commits).hasSize(1);
        assertThat(commits.get(0)).contains(EventType.JOB_ENDED, EventType.JOB_SENDING);
        assertThat(taker.taken).extracting(claim -> claim.job().id()).containsExactly(job("o1-cut"), job("o2-cut"));
    }

    @Test
    void jobThatCameBackIsTakenWhereThereIsRoomAgain() throws Exception {
        // Given a line with nothing left to take
        var taker = new Taker(CUT, 2);
        take(taker);
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        now(store.change(job("o1-cut"), Orders.to(JobPhase.QUEUED, EventType.JOB_NOT_DELIVERED)));

        // When
        now(store.change(job("o2-cut"), Orders.counts(JobPhase.ENDED, EventType.JOB_ENDED, 4, 0)));
        now(store.takers().settled());

        // Then
        assertThat(taker.taken)
                .extracting(claim -> claim.job().id())
                .containsExactly(job("o1-cut"), job("o2-cut"), job("o1-cut"));
    }

    @Test
    void noMoreIsTakenThanTheLineHasRoomFor() throws Exception {
        // Given
        var taker = new Taker(CUT, 2);
        take(taker);

        // When
        for (int i = 1; i <= 4; i++) {
            now(store.accept(Orders.cutOnly("o" + i)));
        }
        now(store.takers().settled());

        // Then
        assertThat(taker.taken).extracting(claim -> claim.job().id()).containsExactly(job("o1-cut"), job("o2-cut"));
        assertThat(now(store.queued(CUT))).isEqualTo(2);
    }

    @Test
    void closedTakerAndOneThatWasRemovedTakeNothing() throws Exception {
        // Given
        var closed = new Taker(CUT, 5);
        take(closed);
        closed.open = false;
        var removed = new Taker(GLAZE, 5);
        take(removed);
        store.takers().remove(removed);

        // When
        now(store.accept(Orders.cutBesideGlaze("o1")));
        now(store.takers().settled());

        // Then
        assertThat(closed.taken).isEmpty();
        assertThat(removed.taken).isEmpty();
        assertThat(now(store.queued(CUT))).isEqualTo(1);
    }

    @Test
    void jobThatWasSentBeforeWaitsForItsDeskToAsk() throws Exception {
        // Given
        now(store.accept(Orders.cutOnly("o1")));
        now(store.claim(CUT, 1));
        var taker = new Taker(CUT, 5);
        take(taker);

        // When
        now(store.change(job("o1-cut"), Orders.to(JobPhase.QUEUED, EventType.JOB_NOT_DELIVERED)));
        now(store.takers().settled());

        // Then
        assertThat(taker.taken).isEmpty();
        assertThat(now(store.queued(CUT))).isEqualTo(1);
    }

    @Test
    void orderIsKeptWhereTakingFailsAndTheTakerIsToldOnce() throws Exception {
        // Given a job ahead in the queue that can be neither sent nor held
        now(store.accept(Orders.cutOnly("damaged")));
        tamper("update work_progress set state = 'Relebsed' where request_id = 'damaged'");
        var taker = new Taker(CUT, 5);
        take(taker);

        // When
        now(store.accept(Orders.cutOnly("o1")));
        now(store.accept(Orders.cutOnly("o2")));
        now(store.takers().settled());

        // Then
        assertThat(taker.failures).hasSize(1);
        assertThat(taker.taken).isEmpty();
        assertThat(now(store.find(TENANT, id("o1")))).isPresent();
        assertThat(now(store.claim(CUT, 5)))
                .extracting(claim -> claim.job().id())
                .containsExactly(job("o1-cut"), job("o2-cut"));
    }

    private void take(Taker taker) {
        store.onCommitted(
                events -> commits.add(events.stream().map(LedgerEvent::type).toList()));
        store.takers().add(taker);
    }

    private static final class Taker implements WorkTaker {
        private final List<Claim> taken = new CopyOnWriteArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final EquipmentId line;
        private final int capacity;
        private volatile boolean open = true;

        Taker(EquipmentId line, int capacity) {
            this.line = line;
            this.capacity = capacity;
        }

        @Override
        public EquipmentId line() {
            return line;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public int capacity() {
            return capacity;
        }

        @Override
        public Optional<MemoryId> memory() {
            return Optional.of(new MemoryId("memory-1"));
        }

        @Override
        public void taken(List<Claim> claims) {
            taken.addAll(claims);
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    }
}
