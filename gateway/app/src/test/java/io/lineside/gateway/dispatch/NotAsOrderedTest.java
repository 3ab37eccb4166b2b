package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.store.SendRecord.Standing;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A line that keeps a job and is not to start it, or does not: that shows, and nothing is started by trying again. */
class NotAsOrderedTest extends DispatchTestBase {
    private static final CommandOutcome OTHERWISE = new Refused(
            RefusalCode.NOT_AS_ORDERED,
            "no match, no start: Dwell: ordered 11, the line has 12; the order is still stored");

    @Test
    void storedJobThatIsNotWhatWasOrderedIsQuarantinedWithTheDifferenceAndNotStartedAgain() {
        // Given a line that can not take it back
        open(1, true);
        order(2);
        line.next(line::take);
        line.next(command -> ScriptedLine.answer(OTHERWISE));
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.QUARANTINED);
        assertThat(tracked(1).reason()).contains("Dwell: ordered 11, the line has 12", "NotAllowedToStart");
        awaitPhase(2, JobPhase.STARTED);
        assertThat(line.received(JobAction.START)).containsExactly(job(1), job(2));
    }

    @Test
    void lineThatSaysAgainThatItHasItDoesNotBringItBackToWork() {
        // Given
        withoutRounds();
        quarantined(3);
        awaitPhase(2, JobPhase.STARTED);
        // When the line is connected anew and lists it, and has done another
        connect();
        report(2, JobState.ENDED, 1);
        awaitPhase(3, JobPhase.STARTED);
        // Then
        assertThat(phase(1)).isEqualTo(JobPhase.QUARANTINED);
        assertThat(line.received(JobAction.START)).containsExactly(job(1), job(2), job(3));
        assertThat(now(store.jobFile(job(1))).orElseThrow().events())
                .filteredOn(event -> event.type() == EventType.JOB_QUARANTINED)
                .hasSize(1);
    }

    @Test
    void jobOfAOnePhaseLineIsKnownToBeThereSoThatNobodySendsItAgainUnseen() {
        // Given
        open(1, false);
        order(1);
        line.next(command -> {
            line.has(job(1), JobState.NOT_ALLOWED_TO_START);
            return ScriptedLine.answer(OTHERWISE);
        });
        // When
        connect();
        awaitPhase(1, JobPhase.QUARANTINED);
        // Then
        var standing = new AtomicReference<Standing>();
        now(store.settle(job(1), (job, sent) -> {
            standing.set(sent.standing());
            return Optional.empty();
        }));
        assertThat(standing).hasValue(Standing.TAKEN);
    }

    @Test
    void retryOfAPersonComparesAgainAndStartsWhatMatches() {
        // Given
        quarantined(1);
        line.next(command -> ScriptedLine.answer(new Refused(RefusalCode.UNABLE_TO_ACCEPT, "known already")));
        // When somebody has mended what the line stored
        var call = new DecisionCall(job(1), 1, new Decision.Retry(), true, "Ann", "typed 11 at the panel");
        assertThat(now(new DecisionDesk(store, office::takesBack, office::kept).decide(call, "anna")))
                .isInstanceOf(DecisionAnswer.Decided.class);
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received())
                .extracting("action")
                .containsExactly(JobAction.STORE, JobAction.START, JobAction.STORE, JobAction.START);
    }

    @Test
    void lineThatDoesNotStartAJobForNowIsAskedAgainAndTheReasonShows() {
        // Given
        open(1, true);
        order(1);
        line.next(line::take);
        var manual = new Refused(RefusalCode.INVALID_STATE, "in manual mode");
        line.always(command -> ScriptedLine.answer(manual));
        // When
        connect();
        await().until(() -> tracked(1).reason().contains("in manual mode"));
        // Then
        assertThat(phase(1)).isEqualTo(JobPhase.STORED);
        await().until(() -> line.received(JobAction.START).size() > 2);
        assertThat(now(store.jobFile(job(1))).orElseThrow().events())
                .filteredOn(event -> event.type() == EventType.JOB_REFUSED_BY_LINE)
                .as("told once, not each round")
                .hasSize(1);
        line.always(line::take);
        awaitPhase(1, JobPhase.STARTED);
        assertThat(tracked(1).reason()).isEmpty();
    }

    private void quarantined(int jobs) {
        open(1, true);
        order(jobs);
        line.next(line::take);
        line.next(command -> ScriptedLine.answer(OTHERWISE));
        connect();
        awaitPhase(1, JobPhase.QUARANTINED);
    }
}
