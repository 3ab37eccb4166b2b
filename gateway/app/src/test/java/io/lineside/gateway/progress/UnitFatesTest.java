package io.lineside.gateway.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.progress.UnitFate.State;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What can honestly be said of one piece. */
class UnitFatesTest {
    private static final Batch SECOND = new Batch(2, 0, Units.of(41, 60));

    private static TrackedJob job(Batch batch, String operation, boolean last, JobPhase phase, int good, int scrap) {
        TrackedJob job = Jobs.made(phase, good, scrap);
        boolean begun = phase == JobPhase.RUNNING || phase == JobPhase.ENDED;
        return new TrackedJob(
                new JobOrderId("ord_1-1r" + batch.remake() + "-" + operation + "-" + batch.number()),
                job.request(),
                job.item(),
                operation,
                batch,
                job.line(),
                last,
                phase,
                batch.units().count(),
                0,
                1,
                good,
                scrap,
                "",
                false,
                job.queuedAt(),
                Optional.empty(),
                begun ? Optional.of(Instant.EPOCH) : Optional.empty(),
                Optional.empty(),
                job.lastReport(),
                NamedUnits.NONE,
                CancelWish.NONE);
    }

    private static TrackedJob glaze(Batch batch, JobPhase phase, int good, int scrap) {
        return job(batch, "glaze", true, phase, good, scrap);
    }

    private static List<State> states(UnitFates fates, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> fates.of(number).state())
                .distinct()
                .toList();
    }

    @Test
    void pieceOfABatchWithoutScrapIsCertainlyGood() {
        // When
        var fates = new UnitFates(List.of(glaze(SECOND, JobPhase.ENDED, 20, 0)));

        // Then
        assertThat(states(fates, 41, 60)).containsExactly(State.GOOD);
        assertThat(fates.of(60).certain()).isTrue();
        assertThat(fates.of(60).remark()).isEmpty();
    }

    @Test
    void whereALineOnlyCountsTheHighestNumbersAreTakenForScrap() {
        // When
        var fates = new UnitFates(List.of(glaze(SECOND, JobPhase.ENDED, 19, 1)));

        // Then
        assertThat(states(fates, 41, 59)).containsExactly(State.GOOD);
        assertThat(fates.of(60).state()).isEqualTo(State.SCRAPPED);
        assertThat(fates.of(41).certain()).isFalse();
        assertThat(fates.of(41).remark())
                .isEqualTo("glaze: 19 good, 1 scrap of pieces 41-60;"
                        + " which one is not known, the highest numbers are taken for it");
    }

    @Test
    void scrapOfALaterOperationCountsToo() {
        // When
        var fates = new UnitFates(List.of(
                job(SECOND, "glaze", false, JobPhase.ENDED, 19, 1), job(SECOND, "pack", true, JobPhase.ENDED, 18, 1)));

        // Then
        assertThat(states(fates, 41, 58)).containsExactly(State.GOOD);
        assertThat(states(fates, 59, 60)).containsExactly(State.SCRAPPED);
    }

    @Test
    void pieceThatIsMadeAgainIsOnItsWayAndThenGood() {
        // Given
        var first = glaze(SECOND, JobPhase.ENDED, 19, 1);
        Batch again = SECOND.again(Units.of(60, 60));

        // When
        var before = new UnitFates(List.of(first, glaze(again, JobPhase.QUEUED, 0, 0)));
        var after = new UnitFates(List.of(first, glaze(again, JobPhase.ENDED, 1, 0)));

        // Then
        assertThat(before.of(60).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(after.of(60).state()).isEqualTo(State.GOOD);
        assertThat(after.of(60).jobs()).hasSize(2);
        assertThat(after.of(59).jobs()).hasSize(1);
    }

    private static TrackedJob naming(Batch batch, JobPhase phase, String good, String scrap) {
        Units made = Units.ofText(good);
        Units lost = Units.ofText(scrap);
        TrackedJob job = glaze(batch, phase, made.count(), lost.count());
        return Jobs.after(job, JobChange.to(phase, EventType.JOB_ENDED, job, "").naming(new NamedUnits(made, lost)));
    }

    @Test
    void pieceThatItsLineNamesIsCertainlyWhatTheLineSays() {
        // When
        var fates = new UnitFates(List.of(naming(SECOND, JobPhase.ENDED, "41-42,44-60", "43")));

        // Then
        assertThat(fates.of(43).state()).isEqualTo(State.SCRAPPED);
        assertThat(states(fates, 44, 60)).containsExactly(State.GOOD);
        assertThat(fates.of(43).certain()).isTrue();
        assertThat(fates.of(60).certain()).isTrue();
    }

    @Test
    void namedPieceIsGoodBeforeItsBatchIsOver() {
        // When
        var fates = new UnitFates(List.of(naming(SECOND, JobPhase.RUNNING, "41-42", "")));

        // Then
        assertThat(fates.of(41).state()).isEqualTo(State.GOOD);
        assertThat(fates.of(43).state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void piecesThatAreCountedAreNotThoseThatAreNamed() {
        // Given: one piece is named as scrap, and one more is counted
        TrackedJob job = glaze(SECOND, JobPhase.ENDED, 18, 2);
        var named = new NamedUnits(Units.of(60, 60), Units.of(41, 41));

        // When
        var fates = new UnitFates(List.of(Jobs.after(
                job, JobChange.to(JobPhase.ENDED, EventType.JOB_ENDED, job, "").naming(named))));

        // Then
        assertThat(states(fates, 41, 41)).containsExactly(State.SCRAPPED);
        assertThat(states(fates, 42, 58)).containsExactly(State.GOOD);
        assertThat(states(fates, 59, 59)).containsExactly(State.SCRAPPED);
        assertThat(fates.of(60).state()).isEqualTo(State.GOOD);
        assertThat(fates.of(60).certain()).isTrue();
        assertThat(fates.of(59).certain()).isFalse();
    }

    @Test
    void namedPieceThatIsMadeAgainIsFollowedWhileItsBatchGoesOn() {
        // Given
        var first = naming(SECOND, JobPhase.RUNNING, "41-42", "43");

        // When
        var fates = new UnitFates(List.of(first, glaze(new Batch(2, 1, Units.of(43, 43)), JobPhase.RUNNING, 0, 0)));

        // Then
        assertThat(fates.of(43).state()).isEqualTo(State.IN_PROGRESS);
        assertThat(fates.of(43).certain()).isTrue();
        assertThat(fates.of(43).jobs()).hasSize(2);
    }

    @Test
    void pieceThatALineGaveUpWasNotMade() {
        // When
        var fates = new UnitFates(List.of(glaze(SECOND, JobPhase.ABORTED, 12, 1)));

        // Then
        assertThat(states(fates, 41, 52)).containsExactly(State.GOOD);
        assertThat(states(fates, 53, 59)).containsExactly(State.NOT_MADE);
        assertThat(states(fates, 60, 60)).containsExactly(State.SCRAPPED);
    }

    @Test
    void quarantinedBatchIsQuarantinedPieceByPiece() {
        // When
        var fates = new UnitFates(List.of(glaze(SECOND, JobPhase.QUARANTINED, 3, 0)));

        // Then
        assertThat(states(fates, 41, 60)).containsExactly(State.QUARANTINED);
    }

    @Test
    void batchesDoNotWaitForEachOther() {
        // When
        var fates = new UnitFates(List.of(
                glaze(new Batch(1, 0, Units.of(1, 40)), JobPhase.RUNNING, 3, 0), glaze(SECOND, JobPhase.QUEUED, 0, 0)));

        // Then
        assertThat(states(fates, 1, 40)).containsExactly(State.IN_PROGRESS);
        assertThat(states(fates, 41, 60)).containsExactly(State.WAITING);
    }
}
