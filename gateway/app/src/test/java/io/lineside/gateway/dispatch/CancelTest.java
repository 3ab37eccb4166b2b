package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.MemoryId;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A person cancels a job that the line has: the line is told, and its word decides. */
class CancelTest extends DispatchTestBase {
    private static final CommandOutcome MANUAL = new Refused(RefusalCode.INVALID_STATE, "in manual mode");

    @Test
    void lineThatTakesTheJobBackEndsItAndTheNextOneGoes() {
        // Given
        waitsAtTheLine(2);
        // When
        DecisionAnswer answer = cancel();
        // Then
        assertThat(answer).isInstanceOfSatisfying(DecisionAnswer.Decided.class, decided -> assertThat(
                        decided.job().phase())
                .isEqualTo(JobPhase.CANCELLING));
        awaitPhase(1, JobPhase.CANCELLED);
        assertThat(tracked(1).reason()).contains("glaze-1 took it back");
        line.always(line::take);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(line.received(JobAction.CANCEL)).containsExactly(job(1));
    }

    @Test
    void jobThatTheLineHasBegunMeanwhileGoesOnAsTheLineSays() {
        // Given
        waitsAtTheLine(1);
        line.has(job(1), JobState.RUNNING);
        line.always(command -> ScriptedLine.answer(new Refused(RefusalCode.INVALID_STATE, "it is running")));
        // When
        cancel();
        // Then
        awaitPhase(1, JobPhase.RUNNING);
        report(1, JobState.ENDED, 1);
        assertThat(phase(1)).isEqualTo(JobPhase.ENDED);
    }

    @Test
    void lineThatDoesNotAnswerIsToldAgainAndTheJobIsNotStartedMeanwhile() {
        // Given
        waitsAtTheLine(1);
        line.always(line::lose);
        cancel();
        await().until(() -> tracked(1).reason().contains("has not answered the Cancel"));
        await().until(() -> line.received(JobAction.CANCEL).size() > 2);
        assertThat(phase(1)).isEqualTo(JobPhase.CANCELLING);
        // When
        line.always(line::take);
        // Then
        awaitPhase(1, JobPhase.CANCELLED);
        assertNothingIsStartedAfterTheCancel();
    }

    @Test
    void jobThatALineTookBackSilentlyIsOverWhenTheLineForgetsNothing() {
        // Given a line that took it back, and whose answer was lost
        waitsAtTheLine(1);
        line.always(command -> command.action() == JobAction.CANCEL ? forgetSilently(command) : line.lose(command));
        // When
        cancel();
        await().until(() -> !line.received(JobAction.CANCEL).isEmpty());
        line.always(command -> ScriptedLine.answer(new Refused(RefusalCode.UNKNOWN_JOB_ORDER, "unknown")));
        // Then
        awaitPhase(1, JobPhase.CANCELLED);
    }

    @Test
    void jobThatALineWhichHasRestartedSaysItDoesNotHaveIsForAPersonToLookAt() {
        // Given a line that may have made it and forgotten it since
        waitsAtTheLine(1);
        line.restartsAs(Optional.of(new MemoryId("boot 2")));
        line.always(command -> command.action() == JobAction.CANCEL ? forgetSilently(command) : line.lose(command));
        // When
        cancel();
        await().until(() -> !line.received(JobAction.CANCEL).isEmpty());
        line.always(command -> ScriptedLine.answer(new Refused(RefusalCode.UNKNOWN_JOB_ORDER, "unknown")));
        // Then
        awaitPhase(1, JobPhase.HELD);
        assertThat(tracked(1).reason()).contains("says that it does not have it");
    }

    @Test
    void decisionOutlivesARestartOfTheGatewayAndIsCarriedOutThen() {
        // Given
        waitsAtTheLine(1);
        line.always(command -> new CompletableFuture<>());
        cancel();
        office.close();
        // When
        office = new DispatchOffice(store, Duration.ofMillis(100));
        line.always(line::take);
        open(1, true);
        connect();
        // Then
        awaitPhase(1, JobPhase.CANCELLED);
    }

    @Test
    void lineThatCanNotTakeAStoredJobBackDoesNotGetItsStart() {
        // Given a line that turns out not to carry out Cancel
        waitsAtTheLine(1);
        line.always(command -> ScriptedLine.answer(
                command.action() == JobAction.CANCEL ? new Refused(RefusalCode.UNSUPPORTED, "no Cancel") : MANUAL));
        // When
        cancel();
        // Then
        awaitPhase(1, JobPhase.QUARANTINED);
        assertThat(tracked(1).reason()).contains("no Cancel", "remove it at the line");
        assertNothingIsStartedAfterTheCancel();
    }

    @Test
    void lineThatIsKnownNotToTakeJobsBackIsNotTold() {
        // Given
        line.lacks(JobAction.CANCEL);
        waitsAtTheLine(1);
        // When
        DecisionAnswer answer = cancel();
        // Then
        assertThat(answer).isInstanceOfSatisfying(DecisionAnswer.MovedOn.class, moved -> assertThat(moved.detail())
                .contains("remove it at the line (Cancel)"));
        assertThat(line.received(JobAction.CANCEL)).isEmpty();
        assertThat(phase(1)).isEqualTo(JobPhase.STORED);
    }

    /** The first job is stored at a line that does not start it for now. */
    private void waitsAtTheLine(int jobs) {
        open(1, true);
        order(jobs);
        line.always(command -> command.action() == JobAction.START ? ScriptedLine.answer(MANUAL) : line.take(command));
        connect();
        await().until(() -> tracked(1).reason().contains("in manual mode"));
    }

    private void assertNothingIsStartedAfterTheCancel() {
        assertThat(line.received().stream().map(JobCommand::action).dropWhile(action -> action != JobAction.CANCEL))
                .containsOnly(JobAction.CANCEL);
    }

    private CompletionStage<CommandOutcome> forgetSilently(JobCommand command) {
        line.forgets();
        return line.lose(command);
    }

    private DecisionAnswer cancel() {
        var call = new DecisionCall(job(1), 1, new Decision.Cancel(), false, "Ann", "the customer rang");
        return now(new DecisionDesk(store, office::takesBack, office::kept).decide(call, "anna"));
    }
}
