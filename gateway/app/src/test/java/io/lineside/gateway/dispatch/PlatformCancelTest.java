package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.intake.OrderActions;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A platform cancels what a line has: the wish is durable, the line is asked, and its word decides. */
class PlatformCancelTest extends DispatchTestBase {
    private static final TenantId TENANT = new TenantId("acme");
    private static final WorkRequestId ORDER = new WorkRequestId("ord_1");

    @Test
    void jobThatTheLineHasNotBegunIsTakenBack() {
        // Given
        waitsAtTheLine();
        line.always(line::take);
        // When
        JsonNode answer = cancel();
        // Then
        assertThat(answer.path("cancelling").asInt()).isEqualTo(1);
        assertThat(answer.path("cancelled").asInt()).isZero();
        awaitPhase(1, JobPhase.CANCELLED);
        assertThat(tracked(1).reason()).contains("glaze-1 took it back, as its platform wished");
        assertThat(state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void jobThatTheLineMakesIsEndedAndWhatIsMadeStaysMade() {
        // Given
        isMade();
        // When
        JsonNode answer = cancel();
        // Then
        assertThat(answer.path("detail").asText()).isEqualTo("0 of 1 cancelled, 1 asked back of their line");
        awaitPhase(1, JobPhase.ABORTED);
        assertThat(line.received(JobAction.ABORT)).containsExactly(job(1));
        assertThat(tracked(1).reason()).isEqualTo("1 of 1 cancelled at the line, 0 already made");
        assertThat(tracked(1).cancelled()).isEqualTo(1);
        assertThat(state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void orderThatIsCompleteBeforeTheLineIsAskedSaysThatItWasTooLate() {
        // Given
        isMade();
        line.always(command -> new CompletableFuture<>());
        cancel();
        // When
        report(1, JobState.ENDED, 1);
        // Then
        assertThat(phase(1)).isEqualTo(JobPhase.ENDED);
        assertThat(tracked(1).reason()).isEqualTo("too late to be cancelled: 1 already made");
        assertThat(tracked(1).cancelled()).isZero();
        assertThat(state()).isEqualTo(RequestState.COMPLETED);
    }

    @Test
    void jobThatIsOnItsWayIsTakenBackAsSoonAsTheLineHasIt() {
        // Given
        open(1, true);
        order(1);
        var answered = new CompletableFuture<Void>();
        line.next(command -> answered.thenCompose(now -> line.take(command)));
        connect();
        awaitPhase(1, JobPhase.SENDING);
        // When
        JsonNode answer = cancel();
        answered.complete(null);
        // Then
        assertThat(answer.path("cancelling").asInt()).isEqualTo(1);
        awaitPhase(1, JobPhase.CANCELLED);
        assertThat(line.received(JobAction.START)).isEmpty();
    }

    @Test
    void jobThatNeverReachedTheLineIsCancelledForCertain() {
        // Given
        open(1, true);
        order(1);
        var answered = new CompletableFuture<Void>();
        line.next(command ->
                answered.thenApply(now -> new Refused(RefusalCode.NOT_DELIVERED, "the connection broke before")));
        connect();
        awaitPhase(1, JobPhase.SENDING);
        cancel();
        // When
        answered.complete(null);
        // Then
        awaitPhase(1, JobPhase.CANCELLED);
        assertThat(line.received()).hasSize(1);
    }

    @Test
    void jobInDoubtIsAskedAboutFirstAndThenTakenBack() {
        // Given
        open(1, true);
        order(1);
        line.next(line::takeSilently);
        line.onQuery(id -> ScriptedLine.unanswered("the line is busy"));
        connect();
        awaitPhase(1, JobPhase.IN_DOUBT);
        cancel();
        // When
        line.onQuery(line::evidence);
        // Then
        awaitPhase(1, JobPhase.CANCELLED);
        assertThat(line.received(JobAction.CANCEL)).containsExactly(job(1));
    }

    @Test
    void wishOutlivesTheLinkAndTheGateway() {
        // Given a line that can not be reached, and a gateway that ends
        isMade();
        office.disconnected(ScriptedLine.ID, "the cable is out");
        cancel();
        office.close();
        assertThat(tracked(1).wish()).isEqualTo(CancelWish.ASKED);
        // When
        office = new DispatchOffice(store, Duration.ofMillis(100));
        open(1, true);
        connect();
        // Then
        awaitPhase(1, JobPhase.ABORTED);
    }

    @Test
    void lineThatDoesNotAnswerIsToldAgain() {
        // Given
        isMade();
        line.always(line::lose);
        cancel();
        await().until(() -> line.received(JobAction.ABORT).size() > 2);
        // When
        line.always(line::take);
        // Then
        awaitPhase(1, JobPhase.ABORTED);
    }

    @Test
    void lineThatRefusesForGoodGoesOnAndIsNotToldAgain() {
        // Given
        isMade();
        line.always(command -> ScriptedLine.answer(new Refused(RefusalCode.VENDOR, "the kiln can not be stopped")));
        // When
        cancel();
        // Then
        await().until(() -> tracked(1).wish() == CancelWish.REFUSED);
        assertThat(tracked(1).reason()).contains("goes on: the kiln can not be stopped");
        assertThat(cancel().path("detail").asText())
                .isEqualTo("0 of 1 cancelled, 1 not: 1 at a line that does not end them");
        report(1, JobState.ENDED, 1);
        assertThat(state()).isEqualTo(RequestState.COMPLETED);
        assertThat(line.received(JobAction.ABORT)).hasSize(1);
    }

    @Test
    void lineWithoutAbortIsToldToStop() {
        // Given
        line.lacks(JobAction.ABORT);
        isMade();
        // When
        cancel();
        // Then
        awaitPhase(1, JobPhase.ABORTED);
        assertThat(line.received(JobAction.STOP)).containsExactly(job(1));
    }

    @Test
    void secondCancelAsksNobodyAgainAndSaysThatTheLineIsAsked() {
        // Given
        isMade();
        line.always(command -> new CompletableFuture<>());
        cancel();
        await().until(() -> line.received(JobAction.ABORT).size() == 1);
        // When
        JsonNode again = cancel();
        // Then
        assertThat(again.path("cancelling").asInt()).isEqualTo(1);
        assertThat(line.received(JobAction.ABORT)).hasSize(1);
    }

    @Test
    void jobThatWasStartedMeanwhileIsEnded() {
        // Given a line that starts it while the Cancel is on its way
        waitsAtTheLine();
        line.has(job(1), JobState.RUNNING);
        line.always(command -> command.action() == JobAction.CANCEL
                ? ScriptedLine.answer(new Refused(RefusalCode.INVALID_STATE, "it is running"))
                : line.take(command));
        // When
        cancel();
        // Then
        awaitPhase(1, JobPhase.ABORTED);
        assertThat(line.received().stream().map(JobCommand::action).filter(a -> a != JobAction.STORE))
                .containsSubsequence(JobAction.CANCEL, JobAction.ABORT);
    }

    /** The job is stored at a line that does not start it for now. */
    private void waitsAtTheLine() {
        open(1, true);
        order(1);
        line.always(command -> command.action() == JobAction.START
                ? ScriptedLine.answer(new Refused(RefusalCode.INVALID_STATE, "in manual mode"))
                : line.take(command));
        connect();
        await().until(() -> tracked(1).reason().contains("in manual mode"));
    }

    /** The line makes the job. */
    private void isMade() {
        open(1, true);
        order(1);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        report(1, JobState.RUNNING, 0);
    }

    private RequestState state() {
        return now(store.find(TENANT, ORDER)).orElseThrow().state();
    }

    /** What the platform is told about the only item. */
    private JsonNode cancel() {
        var result = now(new OrderActions(store, office::mayEnd, office::lookAfter)
                .act("cancel", TENANT, ORDER, Optional.empty(), "{}"));
        try {
            return new ObjectMapper()
                    .readTree(((OrderActions.Result.Done) result).answer())
                    .path("items")
                    .path(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
