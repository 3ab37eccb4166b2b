package io.lineside.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.SettableClock;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinePaceTest {
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");

    private final SettableClock clock = new SettableClock();
    private final LinePace pace = new LinePace(clock);

    @Test
    void piecesOfAllJobsAddUp() {
        // When
        tell("a", EventType.JOB_SENDING, "Sending", 0);
        tell("a", EventType.JOB_PROGRESSED, "Running", 3);
        tell("a", EventType.JOB_ENDED, "Ended", 5);
        tell("b", EventType.JOB_SENDING, "Sending", 0);
        tell("b", EventType.JOB_ENDED, "Ended", 1);
        // Then
        assertThat(pace.pieces(GLAZE)).isEqualTo(6);
        assertThat(pace.pieces(new EquipmentId("pack-1"))).isZero();
    }

    @Test
    void countThatIsToldTwiceCountsOnce() {
        // When
        tell("a", EventType.JOB_SENDING, "Sending", 0);
        tell("a", EventType.JOB_PROGRESSED, "Running", 3);
        tell("a", EventType.JOB_INTERRUPTED, "Interrupted", 3);
        // Then
        assertThat(pace.pieces(GLAZE)).isEqualTo(3);
    }

    @Test
    void piecesMadeBeforeThisProcessStartedDoNotCount() {
        // When
        tell("a", EventType.JOB_PROGRESSED, "Running", 40);
        tell("a", EventType.JOB_PROGRESSED, "Running", 42);
        // Then
        assertThat(pace.pieces(GLAZE)).isEqualTo(2);
    }

    @Test
    void piecesAreForgottenAfterTenMinutes() {
        // Given
        tell("a", EventType.JOB_SENDING, "Sending", 0);
        tell("a", EventType.JOB_PROGRESSED, "Running", 3);
        clock.advance(Duration.ofMinutes(9));
        tell("a", EventType.JOB_PROGRESSED, "Running", 4);
        assertThat(pace.pieces(GLAZE)).isEqualTo(4);
        // When
        clock.advance(Duration.ofMinutes(1));
        // Then
        assertThat(pace.pieces(GLAZE)).isEqualTo(1);
        // When
        clock.advance(Duration.ofDays(3));
        // Then
        assertThat(pace.pieces(GLAZE)).isZero();
    }

    private void tell(String job, EventType type, String phase, int good) {
        var order = new WorkRequestId("ord_1");
        String data = "{\"phase\":\"%s\",\"line\":\"glaze-1\",\"good\":%d}".formatted(phase, good);
        pace.committed(
                List.of(new LedgerEvent(1, order, 1, clock.instant(), type, Optional.of(new JobOrderId(job)), data)));
    }
}
