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

    private static PendingWork<Boolean> work(String what, int weight) {
        return work(what, weight, false);
    }

    private static PendingWork<Boolean> work(String what, int weight, boolean newOrder) {
        return new PendingWork<>(what, new Work<>() {
            @Override
            public boolean isNewOrder() {
                return newOrder;
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

    private static PendingWork<Boolean> unhurried(String what) {
        return new PendingWork<>(what, new Work<>() {
            @Override
            public boolean isUnhurried() {
                return true;
            }

            @Override
            public Boolean run(Tx tx) {
                return true;
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
        var queue = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);
        queue.offer(unhurried("a"));
        queue.offer(unhurried("b"));
        boolean dueAlone = queue.isDue();

        // When
        queue.offer(work("c", 1));

        // Then
        assertThat(dueAlone).isFalse();
        assertThat(queue.isDue()).isTrue();
        assertThat(queue.take()).extracting(PendingWork::what).containsExactly("a", "b", "c");
        assertThat(queue.isDue()).isFalse();
    }

    @Test
    void whatNobodyWaitsForWaitsAMomentFromItsFirst() {
        // Given
        var queue = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);
        queue.offer(unhurried("a"));
        nanos.addAndGet(WriteQueue.MOMENT.toNanos() - 1);
        queue.offer(unhurried("b"));
        boolean dueBefore = queue.isDue();

        // When
        nanos.addAndGet(1);

        // Then
        assertThat(dueBefore).isFalse();
        assertThat(queue.take()).extracting(PendingWork::what).containsExactly("a", "b");
    }

    @Test
    void whatIsLeftOverWaitsNoLonger() {
        // Given
        var queue = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);
        queue.offer(work("a", 7));
        queue.offer(unhurried("b"));
        queue.offer(unhurried("c"));

        // When
        var first = queue.take();

        // Then
        assertThat(first).extracting(PendingWork::what).containsExactly("a", "b");
        assertThat(queue.isDue()).isTrue();
        assertThat(queue.take()).extracting(PendingWork::what).containsExactly("c");
    }

    @Test
    void somebodyMayWaitForItAfterAll() {
        // Given
        var queue = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);
        queue.hurry();
        queue.offer(unhurried("a"));
        boolean dueBefore = queue.isDue();

        // When
        queue.hurry();

        // Then
        assertThat(dueBefore).isFalse();
        assertThat(queue.isDue()).isTrue();
    }

    @Test
    void closedQueueWaitsForNothing() {
        // Given
        var queue = new WriteQueue(new StoreLimits(20, 8, 1, 1), nanos::get);
        queue.offer(unhurried("a"));

        // When
        queue.close();

        // Then
        assertThat(queue.take()).extracting(PendingWork::what).containsExactly("a");
        assertThat(queue.take()).isEmpty();
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
