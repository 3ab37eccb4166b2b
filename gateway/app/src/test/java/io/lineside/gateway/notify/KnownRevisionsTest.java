package io.lineside.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is known without looking is never older than a commit that somebody has heard of. */
class KnownRevisionsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final WorkRequestId ORDER = new WorkRequestId("ord_1");

    private final AtomicLong nanos = new AtomicLong();
    private final KnownRevisions revisions = new KnownRevisions(nanos::get);

    @Test
    void whatWasReadIsKnownToItsTenantAlone() {
        // When
        revisions.begin(ACME, ORDER).found(7);
        // Then
        assertThat(revisions.of(ACME, ORDER)).hasValue(7);
        assertThat(revisions.of(new TenantId("umbrella"), ORDER)).isEmpty();
    }

    @Test
    void commitIsTheEndOfWhatIsKnown() {
        // Given
        revisions.begin(ACME, ORDER).found(7);
        // When
        revisions.changed(List.of(event()));
        // Then
        assertThat(revisions.of(ACME, ORDER)).isEmpty();
    }

    @Test
    void whatALookFindsDoesNotCountWhenACommitCameBetween() {
        // Given
        KnownRevisions.Read read = revisions.begin(ACME, ORDER);
        // When
        revisions.changed(List.of(event()));
        read.found(7);
        // Then
        assertThat(revisions.of(ACME, ORDER)).isEmpty();
    }

    @Test
    void nothingIsKnownForLongerThanAMinute() {
        // Given
        revisions.begin(ACME, ORDER).found(7);
        // When
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        // Then
        assertThat(revisions.of(ACME, ORDER)).isEmpty();
    }

    @Test
    void whatWasNotAskedForLatelyMakesRoom() {
        // Given
        revisions.begin(ACME, ORDER).found(7);
        // When
        for (int i = 0; i < 50_000; i++) {
            revisions.begin(ACME, new WorkRequestId("ord_other_" + i)).found(1);
        }
        // Then
        assertThat(revisions.of(ACME, ORDER)).isEmpty();
        assertThat(revisions.of(ACME, new WorkRequestId("ord_other_0"))).hasValue(1);
    }

    private static LedgerEvent event() {
        return new LedgerEvent(1, ORDER, 8, Instant.EPOCH, EventType.JOB_RUNNING, Optional.empty(), "{}");
    }
}
