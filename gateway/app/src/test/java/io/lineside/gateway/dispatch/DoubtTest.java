package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.OnDoubt;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobState;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is not known about a job is settled by the line's word alone. */
class DoubtTest extends DispatchTestBase {

    @Test
    void jobThatTheLineTookInSilenceIsNotSentAgain() {
        // Given
        open(1, false);
        order(1);
        line.next(line::takeSilently);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.RUNNING);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void jobThatNeverArrivedGoesAgainUnderTheSameId() {
        // Given
        open(1, false);
        order(1);
        line.next(line::lose);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(1));
        assertThat(tracked(1).attempt()).isEqualTo(2);
    }

    @Test
    void refusalOfAJobThatTheLineHasAllTheSameIsNoReasonToSendItAgain() {
        // Given
        open(1, false);
        order(1);
        line.next(command -> line.take(command).thenApply(accepted -> ScriptedLine.FULL));
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.RUNNING);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void jobThatTheLineSaysNothingAboutKeepsItsPlaceAndDoesNotStopTheOthers() {
        // Given
        open(2, false);
        order(3);
        line.onQuery(id -> id.equals(job(1))
                ? CompletableFuture.completedFuture(new JobEvidence.Unanswered("status Bad_InternalError"))
                : line.evidence(id));
        line.next(line::lose);
        // When
        connect();
        // Then
        awaitPhase(2, JobPhase.STARTED);
        assertThat(phase(1)).isEqualTo(JobPhase.IN_DOUBT);
        assertThat(phase(3)).isEqualTo(JobPhase.QUEUED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2));
        assertThat(office.remarks())
                .hasEntrySatisfying(ScriptedLine.ID, why -> assertThat(why).contains(job(1).value()));
    }

    @Test
    void rollCallThatLeavesAJobUnansweredOpensTheLineForTheOthersAfterAWhile() {
        // Given a gateway that was killed while it sent
        order(2);
        now(store.claim(ScriptedLine.ID, 1, line.memory()));
        line.onQuery(id -> id.equals(job(1))
                ? CompletableFuture.completedFuture(new JobEvidence.Unanswered("status Bad_InternalError"))
                : line.evidence(id));
        open(2, false);
        // When
        connect();
        // Then
        awaitPhase(2, JobPhase.STARTED);
        assertThat(phase(1)).isEqualTo(JobPhase.IN_DOUBT);
        line.onQuery(line::evidence);
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(2), job(1));
        await().until(() -> office.remarks().isEmpty());
    }

    @Test
    void afterAKillTheLineIsAskedAboutEveryJobBeforeAnythingIsSent() {
        // Given three intents on disk, one of which arrived
        order(3);
        now(store.claim(ScriptedLine.ID, 2, line.memory()));
        line.has(job(1), JobState.RUNNING);
        open(3, false);
        // When
        connect();
        // Then
        awaitPhase(3, JobPhase.STARTED);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(phase(1)).isEqualTo(JobPhase.RUNNING);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactlyInAnyOrder(job(2), job(3));
    }

    @Test
    void jobThatTheLineMadeAndForgotInARestartIsNotSentAgain() {
        // Given a line that took the job in silence
        open(1, false);
        order(2);
        var answer = new CompletableFuture<CommandOutcome>();
        line.next(command -> answer);
        connect();
        await().until(() -> line.received().size() == 1);
        // When
        line.restartsAs(Optional.of(new MemoryId("boot 2")));
        office.disconnected(ScriptedLine.ID, "restarting");
        answer.complete(new CommandOutcome.Unknown("the connection broke"));
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        assertThat(tracked(1).reason()).contains("boot 1", "boot 2");
        awaitPhase(2, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2));
    }

    @Test
    void absenceProvesNothingWhereTheLineDoesNotTellWhetherItRestarted() {
        // Given
        line.restartsAs(Optional.empty());
        open(1, false);
        order(1);
        line.next(line::lose);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void restartProvesNothingAgainstALineThatKeepsItsMemory() {
        // Given
        open(Desks.line(LineProfile.A, LineMemory.KEPT));
        order(1);
        line.next(command -> {
            line.restartsAs(Optional.of(new MemoryId("boot 2")));
            return line.lose(command);
        });
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(1));
    }

    @Test
    void commandThatArrivesLateIsNotOvertakenByASecondOne() {
        // Given a line that says it does not have the job, and gets it a moment later, well within the time that is
        // waited
        open(new DeskSettings(ScriptedLine.ID, 4, LineProfile.B, LineMemory.KEPT, OnDoubt.HOLD, Duration.ofSeconds(2)));
        order(1);
        line.next(line::lose);
        line.onQuery(id -> {
            var before = line.evidence(id);
            line.has(id, JobState.NOT_ALLOWED_TO_START);
            return before;
        });
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received()).extracting("action").containsExactly(JobAction.STORE, JobAction.START);
    }

    @Test
    void doubtStopsALineThatCanNotBeAsked() {
        // Given
        open(Desks.line(LineProfile.D, LineMemory.KEPT));
        order(2);
        line.next(line::takeSilently);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        await().until(() -> office.remarks().containsKey(ScriptedLine.ID));
        assertThat(office.remarks().get(ScriptedLine.ID)).contains(job(1).value(), "a person has to look");
        assertThat(phase(2)).isEqualTo(JobPhase.QUEUED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void blindLineWhoseFileAcceptsDuplicatesGetsTheJobAgain() {
        // Given
        open(new DeskSettings(ScriptedLine.ID, 4, LineProfile.D, LineMemory.LOST, OnDoubt.RESEND, LATE));
        order(1);
        line.next(line::lose);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(1));
    }

    @Test
    void afterAKillABlindLineGetsNothingTwice() {
        // Given an intent on disk, and a line that answers no question
        order(2);
        now(store.claim(ScriptedLine.ID, 1, line.memory()));
        line.onQuery(id -> CompletableFuture.completedFuture(new JobEvidence.Unanswered("it can not be asked")));
        open(Desks.line(LineProfile.D, LineMemory.LOST));
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        assertThat(line.received(JobAction.STORE_AND_START)).isEmpty();
    }

    @Test
    void jobThatTheLineForgotIsHeldBecauseItMayHaveBeenMade() {
        // Given
        open(1, false);
        order(2);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        // When
        line.take(JobCommand.about(JobAction.CLEAR, job(1)));
        office.disconnected(ScriptedLine.ID, "restarting");
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2));
    }

    @Test
    void firstJobOfANewLineGoesAgainAfterAKill() {
        // Given an intent on disk that was not sent, and a line that was never asked for anything
        order(1);
        now(store.claim(ScriptedLine.ID, 1, line.memory()));
        line.onQuery(id -> CompletableFuture.completedFuture(new JobEvidence.Forgotten("ReqSeq is 0")));
        open(Desks.line(LineProfile.C, LineMemory.KEPT));
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void lineThatMayHaveForgottenItsFirstJobLeavesItToAPersonAndTakesTheNext() {
        // Given
        order(2);
        now(store.claim(ScriptedLine.ID, 1, line.memory()));
        line.onQuery(id -> CompletableFuture.completedFuture(new JobEvidence.Forgotten("ReqSeq is 0")));
        open(new DeskSettings(ScriptedLine.ID, 1, LineProfile.C, LineMemory.LOST, OnDoubt.HOLD, LATE));
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.HELD);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(tracked(1).reason()).contains("ReqSeq is 0, and its file does not say memory: kept");
    }

    @Test
    void lineThatHasTakenJobsAndForgottenThemIsNotTakenForANewOneWhateverItsFileSays() {
        // Given
        open(new DeskSettings(ScriptedLine.ID, 2, LineProfile.C, LineMemory.KEPT, OnDoubt.HOLD, LATE));
        order(2);
        line.next(line::take);
        line.next(line::lose);
        line.onQuery(id -> CompletableFuture.completedFuture(new JobEvidence.Forgotten("ReqSeq is 0")));
        // When
        connect();
        // Then
        awaitPhase(2, JobPhase.HELD);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2));
    }
}
