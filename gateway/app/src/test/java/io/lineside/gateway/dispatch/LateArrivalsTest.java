package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.JobOrderId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LateArrivalsTest {
    private static final JobOrderId JOB = new JobOrderId("ord_1-1");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LateArrivals late = new LateArrivals(Duration.ofSeconds(8), nanos::get);

    @Test
    void nothingArrivesOnceALinkHasHeldForARequestTimeout() {
        // When
        pass(Duration.ofSeconds(8));
        // Then
        assertThat(late.left(JOB)).isZero();
    }

    @Test
    void commandWithoutAnswerMayArriveForAnotherRequestTimeout() {
        // Given
        pass(Duration.ofSeconds(20));
        // When
        late.unanswered(JOB);
        pass(Duration.ofSeconds(3));
        // Then
        assertThat(late.left(JOB)).isEqualTo(Duration.ofSeconds(5));
        assertThat(late.left(new JobOrderId("ord_1-2"))).isZero();
    }

    @Test
    void newLinkBeginsTheCountAnew() {
        // Given
        late.unanswered(JOB);
        pass(Duration.ofSeconds(7));
        // When
        late.linked();
        // Then
        assertThat(late.left(JOB)).isEqualTo(Duration.ofSeconds(8));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
