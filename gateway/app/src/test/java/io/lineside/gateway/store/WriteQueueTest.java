package io.lineside.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.WriteQueue.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final WriteQueue queue = new WriteQueue(new StoreLimits(20, 8, 1, 1));
    private final WriteQueue timed = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);

    private static PendingWork<Boolean> work(String what, int weight) {
        return work(what, weight, false, Haste.AT_ONCE);
    }

    private static PendingWork<Boolean> work(String what, int weight, boolean newOrder) {
        return work(what, weight, newOrder, Haste.AT_ONCE);
    }

    private static PendingWork<Boolean> unhurried(String what) {
        return work(what, 1, false, Haste.IN_A_MOMENT);
    }

    private static PendingWork<Boolean> work(String what, int weight, boolean newOrder, Haste haste) {
        return new PendingWork<>(what, new Work<>() {
            @Override
            public boolean isNewOrder() {
                return newOrder;
            }

            @Override
            public Haste haste() {
                return haste;
            }

            @Override
            public Boolean run(Tx tx) {
                return true;
            }

            @Override
            public int weight() {
                return weight;
            }
        });
    }

    private List<String> take() {
        return queue.take().stream().map(PendingWork::what).toList();
    }

    @Test
    void weightIsWhatFillsIt() {
        // Given
        queue.offer(work("a", 15));

        // When
        var tooHeavy = queue.offer(work("b", 6));
        var fits = queue.offer(work("c", 5));

        // Then
        assertThat(tooHeavy).isEqualTo(Answer.FULL);
        assertThat(fits).isEqualTo(Answer.QUEUED);
        assertThat(queue.offer(work("d", 1))).isEqualTo(Answer.FULL);
    }

    @Test
    void floodOfNewOrdersLeavesRoomForWhatLinesReport() {
        // Given
        queue.offer(work("order", 20, true));

        // When
        var report = queue.offer(work("report", 20));
        var order = queue.offer(work("order", 1, true));

        // Then
        assertThat(report).isEqualTo(Answer.QUEUED);
        assertThat(order).isEqualTo(Answer.FULL);
        assertThat(queue.offer(work("report", 1))).isEqualTo(Answer.FULL);
        assertThat(take()).containsExactly("report", "order");
        assertThat(queue.offer(work("order", 1, true))).isEqualTo(Answer.QUEUED);
        assertThat(queue.offer(work("report", 1))).isEqualTo(Answer.QUEUED);
    }

    @Test
    void whatWasTakenMakesRoom() {
        // Given
        queue.offer(work("a", 15));
        queue.offer(work("b", 5));

        // When
        var taken = take();

        // Then
        assertThat(taken).containsExactly("a");
        assertThat(queue.offer(work("c", 15))).isEqualTo(Answer.QUEUED);
        assertThat(queue.offer(work("d", 1))).isEqualTo(Answer.FULL);
    }

    @Test
    void oneHeavierThanAllThatMayWaitGetsItsTurnAlone() {
        // Given
        var heavy = queue.offer(work("heavy", 1_000));

        // When
        var beside = queue.offer(work("beside", 1));

        // Then
        assertThat(heavy).isEqualTo(Answer.QUEUED);
        assertThat(beside).isEqualTo(Answer.FULL);
        assertThat(take()).containsExactly("heavy");
    }

    @Test
    void commitIsFilledInOrderAndNobodyIsOvertaken() {
        // Given
        queue.offer(work("a", 5));
        queue.offer(work("b", 3));
        queue.offer(work("c", 7));
        queue.offer(work("d", 2));
        queue.offer(work("e", 1));

        // When
        var commits = List.of(take(), take(), take());

        // Then
        assertThat(commits).containsExactly(List.of("a", "b"), List.of("c"), List.of("d", "e"));
    }

    @Test
    void whatNobodyWaitsForComesWithWhatSomebodyWaitsFor() {
        // Given
        timed.offer(unhurried("a"));
        timed.offer(unhurried("b"));
        boolean dueAlone = timed.isDue();

        // When
        timed.offer(work("c", 1));

        // Then
        assertThat(dueAlone).isFalse();
        assertThat(timed.isDue()).isTrue();
        assertThat(timed.take()).extracting(PendingWork::what).containsExactly("a", "b", "c");
        assertThat(timed.isDue()).isFalse();
    }

    @Test
    void whatNobodyWaitsForWaitsAMomentFromItsFirst() {
        // Given
        timed.offer(unhurried("a"));
        nanos.addAndGet(WriteQueue.MOMENT.toNanos() - 1);
        timed.offer(unhurried("b"));
        boolean dueBefore = timed.isDue();

        // When
        nanos.addAndGet(1);

        // Then
        assertThat(dueBefore).isFalse();
        assertThat(timed.take()).extracting(PendingWork::what).containsExactly("a", "b");
    }

    @Test
    void whatIsLeftOverWaitsNoLonger() {
        // Given
        timed.offer(work("a", 7));
        timed.offer(unhurried("b"));
        timed.offer(unhurried("c"));

        // When
        var first = timed.take();

        // Then
        assertThat(first).extracting(PendingWork::what).containsExactly("a", "b");
        assertThat(timed.isDue()).isTrue();
        assertThat(timed.take()).extracting(PendingWork::what).containsExactly("c");
    }

    @Test
    void somebodyMayWaitForItAfterAll() {
        // Given
        timed.hurry();
        timed.offer(unhurried("a"));
        boolean dueBefore = timed.isDue();

        // When
        timed.hurry();

        // Then
        assertThat(dueBefore).isFalse();
        assertThat(timed.isDue()).isTrue();
    }

    @Test
    void closedQueueWaitsForNothing() {
        // Given
        timed.offer(unhurried("a"));

        // When
        timed.close();

        // Then
        assertThat(timed.take()).extracting(PendingWork::what).containsExactly("a");
        assertThat(timed.take()).isEmpty();
    }

    @Test
    void whoeverTakesIsWokenByTheClockAndByWhatSomebodyWaitsFor() throws Exception {
        // Given
        var alone = CompletableFuture.supplyAsync(this::take);
        queue.offer(unhurried("a"));

        // When
        var taken = alone.get(10, TimeUnit.SECONDS);
        var next = CompletableFuture.supplyAsync(this::take);
        queue.offer(work("b", 1));

        // Then
        assertThat(taken).containsExactly("a");
        assertThat(next.get(10, TimeUnit.SECONDS)).containsExactly("b");
    }

    @Test
    void closedQueueTakesNothingInAndGivesOutWhatItHas() {
        // Given
        queue.offer(work("a", 1));

        // When
        queue.close();

        // Then
        assertThat(queue.offer(work("b", 1))).isEqualTo(Answer.CLOSED);
        assertThat(take()).containsExactly("a");
        assertThat(take()).isEmpty();
    }

    @Test
    void newOrdersHaveTheWholeCommitWhereNothingElseWaits() {
        // Given
        var roomy = new WriteQueue(new StoreLimits(1_000, 100, 1, 1));
        for (int i = 0; i < 150; i++) {
            roomy.offer(work("order", 1, true));
        }

        // When
        var commit = roomy.take();

        // Then
        assertThat(commit).hasSize(100);
    }

    @Test
    void floodOfNewOrdersLeavesMostOfACommitToTheOthers() {
        // Given
        var roomy = new WriteQueue(new StoreLimits(1_000, 500, 1, 1));
        for (int i = 0; i < 400; i++) {
            roomy.offer(work("order", 1, true));
        }
        roomy.offer(work("report", 1));

        // When
        var quiet = roomy.take();
        for (int i = 0; i < 200; i++) {
            roomy.offer(work("report", 1));
        }
        var busy = roomy.take();

        // Then
        assertThat(quiet).filteredOn(PendingWork::isNewOrder).hasSize(16);
        assertThat(busy).filteredOn(PendingWork::isNewOrder).hasSize(66);
        assertThat(busy).hasSize(266);
    }

    @Test
    void heavyOrderGetsItsTurnBesideOthers() {
        // Given
        queue.offer(work("heavy", 20, true));
        queue.offer(work("report", 8));

        // When
        var commit = take();

        // Then
        assertThat(commit).containsExactly("report", "heavy");
    }
}
