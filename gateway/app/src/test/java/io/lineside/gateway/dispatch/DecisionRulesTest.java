package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.Jobs;
import io.lineside.gateway.dispatch.DecisionAnswer.MovedOn;
import io.lineside.gateway.dispatch.DecisionAnswer.Unfit;
import io.lineside.gateway.dispatch.DecisionRules.Verdict;
import io.lineside.gateway.store.SendRecord;
import io.lineside.gateway.store.SendRecord.Standing;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionRulesTest {
    private static final TrackedJob HELD = Jobs.in(JobPhase.HELD);

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"HELD", "IN_DOUBT", "QUARANTINED"})
    void whatWasMadeEndsTheJobWithItsCountsAndSaysWhoSaidSo(JobPhase phase) {
        // When
        JobChange change = change(Jobs.in(phase), Standing.MAY_BE_THERE, new Decision.Made(11, 1), false);
        // Then
        assertThat(change.event()).isEqualTo(EventType.JOB_DECIDED);
        assertThat(change.phase()).isEqualTo(JobPhase.ENDED);
        assertThat(change.good()).isEqualTo(11);
        assertThat(change.scrap()).isEqualTo(1);
        assertThat(change.evidence())
                .containsEntry("by", "Ann")
                .containsEntry("why", "counted them")
                .containsEntry("decision", "made");
    }

    @Test
    void jobThatMayBeAtTheLineGoesAgainOnlyWhenSomebodyHasLooked() {
        // When
        DecisionAnswer unseen = refusal(HELD, Standing.MAY_BE_THERE, new Decision.NotMade(), false);
        JobChange seen = change(HELD, Standing.MAY_BE_THERE, new Decision.NotMade(), true);
        // Then
        assertThat(unseen).isInstanceOfSatisfying(Unfit.class, unfit -> assertThat(unfit.pointer())
                .isEqualTo("/confirmed"));
        assertThat(seen.phase()).isEqualTo(JobPhase.QUEUED);
    }

    @Test
    void jobThatIsCertainlyNotAtTheLineNeedsNoConfirmation() {
        for (Decision decision :
                List.of(new Decision.NotMade(), new Decision.Retry(), new Decision.Move(new EquipmentId("glaze-2")))) {
            // When
            JobChange change = change(HELD, Standing.NOT_THERE, decision, false);
            // Then
            assertThat(change.phase()).as(decision.word()).isEqualTo(JobPhase.QUEUED);
        }
    }

    @Test
    void movedJobGoesToAnotherLineThatCanMakeIt() {
        // When
        JobChange change = change(HELD, Standing.NOT_THERE, new Decision.Move(new EquipmentId("glaze-2")), false);
        DecisionAnswer elsewhere =
                refusal(HELD, Standing.NOT_THERE, new Decision.Move(new EquipmentId("pack-1")), false);
        // Then
        assertThat(change.line()).contains(new EquipmentId("glaze-2"));
        assertThat(elsewhere)
                .isEqualTo(new Unfit(
                        "/line", "capable-line", "pack-1", "glaze-2", "must be another line that can make the job"));
    }

    @Test
    void jobOfWhichPiecesWereReportedIsNotMadeFromTheStartAgain() {
        // When
        DecisionAnswer answer = refusal(Jobs.made(JobPhase.HELD, 7, 0), Standing.TAKEN, new Decision.NotMade(), true);
        // Then
        assertThat(answer).isInstanceOfSatisfying(Unfit.class, unfit -> {
            assertThat(unfit.pointer()).isEqualTo("/decision");
            assertThat(unfit.allowed()).isEqualTo("made, cancel");
        });
    }

    @Test
    void countsAreNeitherLessThanReportedNorMoreThanOrdered() {
        for (Decision decision : List.of(new Decision.Made(6, 0), new Decision.Made(13, 0))) {
            // When
            DecisionAnswer answer = refusal(Jobs.made(JobPhase.HELD, 7, 0), Standing.TAKEN, decision, false);
            // Then
            assertThat(answer).isInstanceOfSatisfying(Unfit.class, unfit -> assertThat(unfit.allowed())
                    .isEqualTo("a whole number from 7 to 12"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"HELD", "IN_DOUBT", "QUARANTINED"},
            mode = EnumSource.Mode.EXCLUDE)
    void decisionThatIsRepeatedOrLateChangesNothing(JobPhase phase) {
        // When
        DecisionAnswer answer = refusal(Jobs.in(phase), Standing.NOT_THERE, new Decision.NotMade(), true);
        // Then
        assertThat(answer).isInstanceOfSatisfying(MovedOn.class, moved -> assertThat(moved.detail())
                .contains(phase.text(), "changes nothing"));
    }

    @Test
    void decisionAboutAnEarlierDoubtDoesNotFallOnALaterOne() {
        // Given
        var call = new DecisionCall(HELD.id(), 0, new Decision.NotMade(), true, "Ann", "looked");
        // When
        Verdict verdict = DecisionRules.judge(HELD, sent(Standing.MAY_BE_THERE), call, false);
        // Then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refusal.class, refusal -> assertThat(refusal.why())
                .isInstanceOf(MovedOn.class));
    }

    @Test
    void jobOfALineThatIsLostForGoodMayBeEndedByWhatWasCounted() {
        // When
        JobChange change = change(Jobs.made(JobPhase.RUNNING, 3, 0), Standing.TAKEN, new Decision.Made(5, 0), true);
        // Then
        assertThat(change.phase()).isEqualTo(JobPhase.ENDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SENDING | wait for the line's answer",
                "STORED | remove it at the line (Cancel)",
                "STARTED | remove it at the line (Cancel)",
                "RUNNING | too late",
                "INTERRUPTED | end it at the line (Stop or Abort)",
            })
    void jobThatTheLineHasIsNotCancelledAndTheRefusalSaysWhatToDoAtTheLine(JobPhase phase, String words) {
        // When
        DecisionAnswer answer = refusal(Jobs.in(phase), Standing.TAKEN, new Decision.Cancel(), true);
        // Then
        assertThat(answer).isInstanceOfSatisfying(MovedOn.class, moved -> assertThat(moved.detail())
                .contains(words));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"STORED", "STARTED"})
    void lineThatCanTakeAJobBackIsTold(JobPhase phase) {
        // When
        JobChange change = toldChange(Jobs.in(phase), Standing.TAKEN, false);
        // Then
        assertThat(change.phase()).isEqualTo(JobPhase.CANCELLING);
        assertThat(change.event()).isEqualTo(EventType.JOB_DECIDED);
        assertThat(change.evidence()).containsEntry("decision", "cancel").containsEntry("by", "Ann");
    }

    @ParameterizedTest
    @EnumSource(
            value = JobPhase.class,
            names = {"HELD", "QUARANTINED", "IN_DOUBT"})
    void wordOfTheLineIsAskedForUnlessAPersonHasLooked(JobPhase phase) {
        assertThat(toldChange(Jobs.in(phase), Standing.MAY_BE_THERE, false).phase())
                .isEqualTo(JobPhase.CANCELLING);
        assertThat(toldChange(Jobs.in(phase), Standing.MAY_BE_THERE, true).phase())
                .isEqualTo(JobPhase.CANCELLED);
        assertThat(toldChange(Jobs.in(phase), Standing.NOT_THERE, false).phase())
                .isEqualTo(JobPhase.CANCELLED);
    }

    @Test
    void jobThatTheLineDoesNotSayItTookBackIsEndedByAPersonWhoTookItAway() {
        // When
        JobChange change = toldChange(Jobs.in(JobPhase.CANCELLING), Standing.TAKEN, true);
        DecisionAnswer unseen = refusal(Jobs.in(JobPhase.CANCELLING), Standing.TAKEN, new Decision.Cancel(), false);
        // Then
        assertThat(change.phase()).isEqualTo(JobPhase.CANCELLED);
        assertThat(unseen).isInstanceOfSatisfying(MovedOn.class, moved -> assertThat(moved.detail())
                .contains("is told to take the job back"));
    }

    private static JobChange toldChange(TrackedJob job, Standing standing, boolean confirmed) {
        var call =
                new DecisionCall(job.id(), job.attempt(), new Decision.Cancel(), confirmed, "Ann", "the customer rang");
        return ((Verdict.Change) DecisionRules.judge(job, sent(standing), call, true)).change();
    }

    private static JobChange change(TrackedJob job, Standing standing, Decision decision, boolean confirmed) {
        return ((Verdict.Change) judge(job, standing, decision, confirmed)).change();
    }

    private static DecisionAnswer refusal(TrackedJob job, Standing standing, Decision decision, boolean confirmed) {
        return ((Verdict.Refusal) judge(job, standing, decision, confirmed)).why();
    }

    private static Verdict judge(TrackedJob job, Standing standing, Decision decision, boolean confirmed) {
        var call = new DecisionCall(job.id(), job.attempt(), decision, confirmed, "Ann", "counted them");
        return DecisionRules.judge(job, sent(standing), call, false);
    }

    private static SendRecord sent(Standing standing) {
        return new SendRecord(
                Optional.empty(),
                standing,
                false,
                List.of(new EquipmentId("glaze-1"), new EquipmentId("glaze-2")),
                Map.of(),
                0,
                "");
    }
}
