package io.lineside.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.store.ActionView;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.work.Batch;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which jobs a wish to cancel so many pieces reaches: batches of twelve pieces each. */
class CancellationTest {
    private final List<TrackedJob> jobs = new ArrayList<>();

    @Test
    void whatNoLineHasComesFirstThenWhatNoLineHasBegunThenWhatIsMade() {
        // Given
        has(JobPhase.RUNNING, 2);
        has(JobPhase.STARTED, 0);
        has(JobPhase.QUEUED, 0);
        // When
        Cancellation some = cancel(24);
        Cancellation all = cancel(36);
        // Then
        assertThat(some.cancelled()).isEqualTo(12);
        assertThat(some.cancelling()).isEqualTo(12);
        assertThat(some.changes())
                .extracting(change -> change.job().phase())
                .containsExactly(JobPhase.QUEUED, JobPhase.STARTED);
        assertThat(all.cancelling()).isEqualTo(22);
        assertThat(all.detail()).isEqualTo("12 of 36 cancelled, 22 asked back of their line, 2 already made");
    }

    @Test
    void lineIsNeverAskedForMoreThanIsToBeCancelled() {
        // Given
        has(JobPhase.RUNNING, 2);
        has(JobPhase.STARTED, 0);
        // When
        Cancellation done = cancel(9);
        // Then
        assertThat(done.changes()).isEmpty();
        assertThat(done.notCancelled()).isEqualTo(9);
        assertThat(done.detail())
                .isEqualTo(
                        "0 of 9 cancelled, 9 not: 2 already made, 22 in jobs at a line with more pieces than are to be"
                                + " cancelled, which it ends as a whole");
    }

    @Test
    void jobThatHasMadeEnoughFitsIntoTheWish() {
        // Given
        has(JobPhase.RUNNING, 4);
        // When
        Cancellation done = cancel(8);
        // Then
        assertThat(done.cancelling()).isEqualTo(8);
        assertThat(done.notCancelled()).isZero();
    }

    @Test
    void jobThatNoLineHasIsMadeSmaller() {
        // Given
        has(JobPhase.QUEUED, 0);
        has(JobPhase.QUEUED, 0);
        // When
        Cancellation done = cancel(17);
        // Then
        assertThat(done.cancelled()).isEqualTo(17);
        assertThat(done.changes()).hasSize(1);
        assertThat(done.lowered()).containsValue(7).hasSize(1);
    }

    @Test
    void whatWaitsForAPersonIsLeftToThePerson() {
        // Given
        has(JobPhase.HELD, 0);
        has(JobPhase.QUARANTINED, 3);
        // When
        Cancellation done = cancel(24);
        // Then
        assertThat(done.changes()).isEmpty();
        assertThat(done.detail()).contains("21 wait for a person", "3 already made");
    }

    private Cancellation cancel(int pieces) {
        var item = new WorkItem(1, "mug", 1, 12 * jobs.size(), Map.of(), Map.of(), SpecDigest.of("mug"));
        var request = new WorkRequest(
                jobs.get(0).request(),
                new TenantId("acme"),
                Optional.empty(),
                List.of(item),
                0,
                Optional.empty(),
                Instant.EPOCH);
        var view = new ActionView(
                new RequestView(request, RequestState.IN_PROGRESS, 1, Instant.EPOCH, jobs), Set.of(), Set.of());
        var first = new FirstJobs(view, (line, phase) -> true);
        return new Cancellation(first, first.of(item), pieces).carryOut();
    }

    private void has(JobPhase phase, int good) {
        TrackedJob job = Jobs.made(phase, good, 0);
        int batch = jobs.size() + 1;
        jobs.add(new TrackedJob(
                new JobOrderId("ord_1-1-glaze-b" + batch),
                job.request(),
                job.item(),
                job.operation(),
                new Batch(batch, 0, Units.of(12 * batch - 11, 12 * batch)),
                job.line(),
                job.lastOperation(),
                job.phase(),
                job.quantity(),
                job.waitsFor(),
                job.attempt(),
                job.good(),
                job.scrap(),
                job.reason(),
                job.cleared(),
                job.queuedAt(),
                job.sentAt(),
                job.startedAt(),
                job.endedAt(),
                job.lastReport(),
                job.named(),
                job.wish()));
    }
}
