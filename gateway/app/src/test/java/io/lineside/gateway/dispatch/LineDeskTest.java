package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.store.Claim;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineDeskTest extends DispatchTestBase {

    @Test
    void jobsGoInTheOrderTheyWerePlannedAndNeverMoreThanTheLineHasRoomFor() {
        // Given
        withoutRounds();
        open(2, false);
        order(4);
        // When
        connect();
        awaitPhase(2, JobPhase.STARTED);
        List<JobPhase> full = phases();
        report(1, JobState.ENDED, 1);
        awaitPhase(3, JobPhase.STARTED);
        // Then
        assertThat(full).containsExactly(JobPhase.STARTED, JobPhase.STARTED, JobPhase.QUEUED, JobPhase.QUEUED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2), job(3));
    }

    @Test
    void longQueueIsTakenBitByBitAndAllOfItIsSent() {
        // Given
        withoutRounds();
        open(30, false);
        order(30);
        var answer = new CompletableFuture<CommandOutcome>();
        line.next(command -> answer);
        // When
        connect();
        await().until(() -> line.received().size() == 1);
        office.workWaiting(Set.of(ScriptedLine.ID));
        List<JobPhase> taken = phases();
        answer.complete(new CommandOutcome.Accepted());
        awaitPhase(30, JobPhase.STARTED);
        // Then
        assertThat(taken).filteredOn(JobPhase.SENDING::equals).hasSize(Claim.MOST_AT_ONCE);
        assertThat(line.received(JobAction.STORE_AND_START))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(DispatchTestBase::job)
                        .toList());
    }

    @Test
    void nothingIsSentBeforeTheLineHasSaidWhatItHas() {
        // Given
        var gate = new CompletableFuture<Void>();
        line.listAfter(gate);
        open(1, false);
        order(1);
        connect();
        office.workWaiting(Set.of(ScriptedLine.ID));
        // When
        line.has(job(1), JobState.RUNNING);
        gate.complete(null);
        // Then
        awaitPhase(1, JobPhase.RUNNING);
        assertThat(line.received()).isEmpty();
    }

    @Test
    void slowRollCallAsksNothingAboutWhatWasSentAfterAnother() {
        // Given a line that takes its time for a list, is connected anew, and then does not answer the job either
        var slow = new CompletableFuture<Void>();
        var asked = new AtomicBoolean();
        line.onQuery(id -> {
            asked.set(true);
            return line.evidence(id);
        });
        line.next(command -> new CompletableFuture<>());
        line.listAfter(slow);
        open(1, false);
        order(1);
        connect();
        await().until(() -> slow.getNumberOfDependents() > 0);
        // When
        line.listAfter(CompletableFuture.completedFuture(null));
        connect();
        slow.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);
        awaitPhase(1, JobPhase.SENDING);
        // Then
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(() -> phase(1) == JobPhase.SENDING);
        assertThat(asked).isFalse();
        assertThat(line.received()).hasSize(1);
    }

    @Test
    void linkThatComesBackWhileWorkIsBeingTakenNeitherLosesNorDoublesAJob() {
        // Given the worst moment: the intent is durable, and the desk has not heard of it yet
        open(3, false);
        order(3);
        var worst = new AtomicBoolean(true);
        store.onCommitted(events -> {
            if (events.stream().anyMatch(event -> event.type() == EventType.JOB_SENDING) && worst.getAndSet(false)) {
                office.disconnected(ScriptedLine.ID, "gone");
                connect();
            }
        });
        // When
        connect();
        // Then: the line is asked about those whose sending the roll call left out, and says that it makes them
        var atWork = EnumSet.of(JobPhase.STARTED, JobPhase.RUNNING);
        await().until(() -> atWork.containsAll(phases()));
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2), job(3));
    }

    @Test
    void linkThatComesBackWhileWorkIsTakenAsItComesNeitherLosesNorDoublesAJob() {
        // Given a line that has said what it has, so that an order's jobs are taken in the commit that accepts it
        withoutRounds();
        var gate = new CompletableFuture<Void>();
        line.listAfter(gate);
        open(3, false);
        connect();
        await().until(() -> gate.getNumberOfDependents() > 0);
        gate.complete(null);
        var worst = new AtomicBoolean(true);
        store.onCommitted(events -> {
            if (events.stream().anyMatch(event -> event.type() == EventType.JOB_SENDING) && worst.getAndSet(false)) {
                office.disconnected(ScriptedLine.ID, "gone");
                connect();
            }
        });
        // When: nobody tells the office
        order(3);
        // Then
        var atWork = EnumSet.of(JobPhase.STARTED, JobPhase.RUNNING);
        await().until(() -> atWork.containsAll(phases()));
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(2), job(3));
    }

    @Test
    void jobsThatWereTakenAndNotSentGoBackWhenTheLinkIsLost() {
        // Given
        open(3, false);
        order(3);
        var answer = new CompletableFuture<CommandOutcome>();
        line.next(command -> answer);
        connect();
        await().until(() -> line.received().size() == 1);
        // When
        office.disconnected(ScriptedLine.ID, "cable pulled");
        answer.complete(new Refused(RefusalCode.NOT_DELIVERED, "cable pulled"));
        // Then
        for (int number = 1; number <= 3; number++) {
            awaitPhase(number, JobPhase.QUEUED);
        }
        assertThat(tracked(2).reason()).contains("can not be reached");
        connect();
        awaitPhase(3, JobPhase.STARTED);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1), job(1), job(2), job(3));
    }

    @Test
    void fullLineIsAskedLessAndLessOftenUntilItTakesSomething() {
        // Given
        open(2, false);
        order(2);
        line.always(command -> ScriptedLine.answer(ScriptedLine.FULL));
        // When
        long begun = System.nanoTime();
        connect();
        await().until(() -> line.received().size() >= 4);
        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250 + 500 + 1000 - 10));
        assertThat(office.remarks())
                .hasEntrySatisfying(ScriptedLine.ID, why -> assertThat(why).contains("no room"));
        line.always(line::take);
        awaitPhase(2, JobPhase.STARTED);
        await().until(() -> office.remarks().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalCode.class,
            names = {"INVALID_REQUEST", "VENDOR"})
    void jobThatNoLineWillEverTakeIsHeldAndTheNextOneGoes(RefusalCode code) {
        // Given
        open(1, false);
        order(2);
        line.next(command -> ScriptedLine.answer(new Refused(code, "no such recipe")));
        // When
        connect();
        // Then
        awaitPhase(2, JobPhase.STARTED);
        assertThat(phase(1)).isEqualTo(JobPhase.HELD);
        assertThat(tracked(1).reason()).contains("no such recipe");
    }

    @Test
    void wakeUpThatWasMissedIsMadeUpForByTheNextRound() {
        // Given
        open(1, false);
        connect();
        await().until(() -> office.remarks().isEmpty());
        // When
        order(1);
        // Then
        awaitPhase(1, JobPhase.STARTED);
    }

    @Test
    void jobTakenForSendingByNobodyIsFoundAndSentOnce() {
        // Given
        open(2, false);
        connect();
        order(1);
        // When
        var claims = now(store.claim(ScriptedLine.ID, 1, line.memory()));
        // Then, whoever was first
        awaitPhase(1, JobPhase.STARTED);
        assertThat(claims).hasSizeLessThanOrEqualTo(1);
        assertThat(line.received(JobAction.STORE_AND_START)).containsExactly(job(1));
    }

    @Test
    void twoPhaseLineGetsStoreThenStart() {
        // Given
        withoutRounds();
        open(1, true);
        order(1);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received()).extracting("action").containsExactly(JobAction.STORE, JobAction.START);
        assertThat(line.received().get(1).order())
                .as("what the line has to have before it starts")
                .isEqualTo(line.received().get(0).order())
                .isPresent();
    }

    @Test
    void startThatWasLostIsSentAgainBecauseTheLineSaysItStillWaits() {
        // Given
        open(1, true);
        order(1);
        line.next(line::take);
        line.next(line::lose);
        // When
        connect();
        // Then
        awaitPhase(1, JobPhase.STARTED);
        assertThat(line.received())
                .extracting("action")
                .containsExactly(JobAction.STORE, JobAction.START, JobAction.START);
    }

    @Test
    void endedJobIsClearedAtTheLineOnceItsResultIsDurable() {
        // Given
        open(1, false);
        order(1);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        line.next(line::lose);
        // When
        report(1, JobState.ENDED, 1);
        // Then
        await().until(() -> now(store.toClear(ScriptedLine.ID)).isEmpty());
        assertThat(line.received(JobAction.CLEAR)).containsExactly(job(1), job(1));
    }

    @Test
    void endedJobsAreClearedWithoutWaitingForTheAnswersAboutOthers() {
        // Given
        open(3, false);
        order(3);
        connect();
        List.of(1, 2, 3).forEach(number -> awaitPhase(number, JobPhase.STARTED));
        var answer = new CompletableFuture<CommandOutcome>();
        line.always(command -> answer);
        // When
        List.of(1, 2, 3).forEach(number -> report(number, JobState.ENDED, 1));
        // Then
        await().until(() -> line.received(JobAction.CLEAR).size() == 3);
        assertThat(now(store.toClear(ScriptedLine.ID))).hasSize(3);
        // When
        answer.complete(new CommandOutcome.Accepted());
        // Then
        await().until(() -> now(store.toClear(ScriptedLine.ID)).isEmpty());
        assertThat(line.received(JobAction.CLEAR)).containsExactlyInAnyOrder(job(1), job(2), job(3));
    }

    @Test
    void lineWithoutClearIsToldOnce() {
        // Given
        open(1, false);
        order(1);
        connect();
        awaitPhase(1, JobPhase.STARTED);
        line.next(command -> ScriptedLine.answer(new Refused(RefusalCode.UNSUPPORTED, "no Clear")));
        // When
        report(1, JobState.ENDED, 1);
        // Then
        await().until(() -> now(store.toClear(ScriptedLine.ID)).isEmpty());
        assertThat(line.received(JobAction.CLEAR)).containsExactly(job(1));
        assertThat(line.received().stream().filter(command -> command.action() == JobAction.CLEAR))
                .allMatch(command -> command.comment().equals("its result is kept"));
    }

    @Test
    void lineThatIsWellHasNoRemark() {
        // Given
        open(1, false);
        order(1);
        // When
        connect();
        awaitPhase(1, JobPhase.STARTED);
        // Then
        assertThat(office.remarks()).isEqualTo(Map.of());
    }
}
