package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.model.job.JobAction;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A person settles what the line can not, on the real store. */
class PersonTest extends DispatchTestBase {

    @Test
    void personWhoHasLookedHasTheJobSentAgainAndTheLedgerSaysSo() {
        // Given
        heldJob();
        // When
        DecisionAnswer answer = now(desk().decide(call(new Decision.NotMade(), 1), "anna"));
        // Then
        assertThat(answer).isInstanceOf(DecisionAnswer.Decided.class);
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(1));
        assertThat(now(store.jobFile(job(1))).orElseThrow().events())
                .filteredOn(event -> event.type() == EventType.JOB_DECIDED)
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .contains("\"by\":\"Ann\"", "\"why\":\"the tray is empty\"", "\"before\":\"Held\""));
    }

    @Test
    void sameDecisionAgainChangesNothing() {
        // Given
        heldJob();
        // When
        DecisionAnswer first = now(desk().decide(call(new Decision.Made(1, 0), 1), "anna"));
        DecisionAnswer second = now(desk().decide(call(new Decision.Made(1, 0), 1), "anna"));
        // Then
        assertThat(first).isInstanceOf(DecisionAnswer.Decided.class);
        assertThat(second).isInstanceOf(DecisionAnswer.MovedOn.class);
        assertThat(tracked(1).phase()).isEqualTo(JobPhase.ENDED);
    }

    @Test
    void decisionAboutAJobThatDoesNotExistIsAnsweredSo() {
        // When
        var call = new DecisionCall(job(9), 0, new Decision.Retry(), true, "Ann", "looked");
        // Then
        assertThat(now(desk().decide(call, "anna"))).isInstanceOf(DecisionAnswer.NoSuchJob.class);
    }

    @Test
    void answerOfAPersonLetsABlindLineWorkAgain() {
        // Given
        open(Desks.line(LineProfile.D, LineMemory.LOST));
        order(2);
        line.next(line::lose);
        connect();
        awaitPhase(1, JobPhase.HELD);
        // When
        now(desk().decide(call(new Decision.NotMade(), 1), "anna"));
        // Then
        awaitPhase(1, JobPhase.STARTED);
        awaitPhase(2, JobPhase.STARTED);
    }

    @Test
    void jobThatBreaksTheGatewayItselfIsQuarantinedAndTheOthersGoOn() {
        // Given
        open(1, false);
        order(2);
        line.always(command -> {
            if (command.jobOrderId().equals(job(1))) {
                return CompletableFuture.failedFuture(new IllegalStateException("a bug in the mapping"));
            }
            return line.take(command);
        });
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.QUARANTINED);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(tracked(1).reason()).contains("a bug in the mapping");
    }

    @Test
    void jobThatEndsTheGatewayEachTimeItIsSentIsQuarantinedAndTheOthersGoOn() {
        // Given a gateway that dies while it sends, and is started again
        order(2);
        line.always(command -> new CompletableFuture<>());
        for (int life = 1; life <= Poison.PATIENCE_WITH_ENDS; life++) {
            int sent = life;
            open(1, false);
            connect();
            await().until(() -> line.received(JobAction.STORE_AND_START).size() == sent);
            office.close();
            office = new DispatchOffice(store, Duration.ofMillis(100));
        }
        line.always(line::take);
        // When
        open(1, false);
        connect();
        // Then
        awaitPhase(1, JobPhase.QUARANTINED);
        awaitPhase(2, JobPhase.STARTED);
        assertThat(tracked(1).reason()).contains("the gateway ended 10 times in a row while it sent it");
    }

    @Test
    void failuresOfEarlierLivesOfTheGatewayCount() {
        // Given a bug that has met the job twice before the gateway was started anew
        order(2);
        line.always(command -> command.jobOrderId().equals(job(1))
                ? CompletableFuture.failedFuture(new IllegalStateException("a bug in the mapping"))
                : line.take(command));
        for (int life = 1; life < Poison.PATIENCE; life++) {
            int sent = life;
            open(1, false);
            connect();
            await().until(() -> line.received(JobAction.STORE_AND_START).size() >= sent);
            office.close();
            office = new DispatchOffice(store, Duration.ofMillis(100));
        }
        int before = line.received(JobAction.STORE_AND_START).size();
        // When
        open(1, false);
        connect();
        // Then
        awaitPhase(1, JobPhase.QUARANTINED);
        assertThat(tracked(1).reason()).contains("in the gateway itself", "a bug in the mapping");
        assertThat(line.received(JobAction.STORE_AND_START).stream()
                        .filter(job(1)::equals)
                        .count())
                .isLessThanOrEqualTo(before + 1L);
    }

    /** A job that was sent, and of which a restarted line knows nothing. */
    private void heldJob() {
        line.restartsAs(Optional.empty());
        open(1, false);
        order(1);
        line.next(line::lose);
        connect();
        awaitPhase(1, JobPhase.HELD);
    }

    private DecisionDesk desk() {
        return new DecisionDesk(store, office::takesBack, office::kept);
    }

    private static DecisionCall call(Decision decision, int attempt) {
        return new DecisionCall(job(1), attempt, decision, true, "Ann", "the tray is empty");
    }
}
