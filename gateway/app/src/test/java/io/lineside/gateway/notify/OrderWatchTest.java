package io.lineside.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderWatchTest {
    private static final WorkRequestId ONE = new WorkRequestId("ord_1");
    private static final WorkRequestId OTHER = new WorkRequestId("ord_2");

    private final OrderWatch watch = new OrderWatch();

    @Test
    void everyWaiterOfAChangedOrderWakesAndNoOther() {
        // Given
        var first = watch.next(ONE);
        var second = watch.next(ONE);
        var other = watch.next(OTHER);
        // When
        watch.changed(List.of(event(ONE), event(ONE)));
        // Then
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(other).isNotDone();
        assertThat(watch.waiters()).isEqualTo(1);
    }

    @Test
    void howeverManyWaitForAnOrderAllWake() {
        // Given
        var waiters = IntStream.range(0, 200).mapToObj(each -> watch.next(ONE)).toList();
        // When
        watch.changed(List.of(event(ONE)));
        // Then
        assertThat(waiters).allSatisfy(waiter -> assertThat(waiter).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(watch.waiters()).isZero();
    }

    @Test
    void waiterThatLeftIsForgotten() {
        // Given
        var waiter = watch.next(ONE);
        // When
        watch.leave(ONE, waiter);
        // Then
        assertThat(watch.waiters()).isZero();
    }

    private static LedgerEvent event(WorkRequestId id) {
        return new LedgerEvent(1, id, 1, Instant.EPOCH, EventType.JOB_RUNNING, Optional.empty(), "{}");
    }
}
