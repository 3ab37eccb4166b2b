package io.lineside.connector.opcua.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobOrderAndState;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95State;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers of a job response provider prove (OPC 10031-4 6.3). */
final class QuestionVerdictTest {
    private static final JobOrderId ASKED = new JobOrderId("job-1");

    @Test
    void responseAboutTheJobProvesItsPresence() {
        assertThat(evidence(1, response("job-1", top(3))))
                .isInstanceOfSatisfying(
                        JobEvidence.Present.class,
                        present -> assertThat(present.response().state()).isEqualTo(JobState.RUNNING));
    }

    @Test
    void responseProvesPresenceEvenWithAReturnStatusThatSaysNothing() {
        assertThat(evidence(0, response("job-1", top(5)))).isInstanceOf(JobEvidence.Present.class);
    }

    @Test
    void responseProvesPresenceEvenIfTheDialectOfTheLineFileIsWrong() {
        var evidence =
                EvidenceVerdict.of(ASKED, answered(1), ReturnStatusDialect.ENUM, value -> response("job-1", top(3)));
        assertThat(evidence).isInstanceOf(JobEvidence.Present.class);
    }

    @Test
    void onlyUnknownJobOrderIdProvesAbsence() {
        assertThat(evidence(2, response("", top(1)))).isEqualTo(new JobEvidence.Absent());
        assertThat(evidence(16, response("", top(1)))).isInstanceOf(JobEvidence.Unanswered.class);
    }

    @Test
    void responseAboutAnotherJobProvesNothing() {
        assertThat(evidence(1, response("job-2", top(3))))
                .isEqualTo(new JobEvidence.Unanswered("asked for job order job-1, answered about job-2"));
    }

    @Test
    void topLevelStateIsTheFirstEntryWithoutBrowsePath() {
        // OPC 10031-4 6.2.1: further entries, in any order, are substates with a number of their own.
        assertThat(evidence(1, response("job-1", sub(1), top(4))))
                .isInstanceOfSatisfying(
                        JobEvidence.Present.class,
                        present -> assertThat(present.response().state()).isEqualTo(JobState.INTERRUPTED));
    }

    @Test
    void unknownStateNumberIsNoAnswer() {
        assertThat(evidence(1, response("job-1", top(9))))
                .isInstanceOfSatisfying(JobEvidence.Unanswered.class, unanswered -> assertThat(unanswered.waitedFor())
                        .contains("job-1", "[9]"));
    }

    @Test
    void unreadableResponseIsNoAnswer() {
        var evidence = EvidenceVerdict.of(ASKED, answered(1), ReturnStatusDialect.BITMAP, value -> {
            throw new UnreadableStructureException("3 bytes are left over");
        });
        assertThat(evidence)
                .isInstanceOfSatisfying(JobEvidence.Unanswered.class, unanswered -> assertThat(unanswered.waitedFor())
                        .contains("3 bytes are left over"));
    }

    @Test
    void jobOrderListCompletesTheResponses() {
        // Given
        var responses = responses(1, response("job-1", top(3)));
        // When
        JobListing listing =
                ListingVerdict.merge(responses, Optional.of(List.of(entry("job-1", 1), entry("job-2", 1))));
        // Then
        assertThat(listing).isInstanceOfSatisfying(JobListing.Known.class, known -> assertThat(known.responses())
                .extracting(JobResponse::jobOrderId, JobResponse::state)
                .containsExactly(
                        tuple(ASKED, JobState.RUNNING), tuple(new JobOrderId("job-2"), JobState.NOT_ALLOWED_TO_START)));
    }

    @Test
    void jobOfOursWithoutReadableStateMakesTheListingUnanswered() {
        assertThat(ListingVerdict.merge(responses(1, response("job-1", top(0))), Optional.empty()))
                .isInstanceOf(JobListing.Unanswered.class);
    }

    @Test
    void foreignJobIsLeftOut() {
        assertThat(ListingVerdict.merge(responses(1, response("set-up by hand!", top(3))), Optional.empty()))
                .isEqualTo(new JobListing.Known(List.of()));
    }

    @Test
    void lineThatAnswersNeitherQuestionIsUnanswered() {
        var responses = ListingVerdict.ofResponses(
                new MethodAnswer.NoSuchMethod("RequestJobResponseByJobOrderState"),
                ReturnStatusDialect.BITMAP,
                value -> List.of());
        assertThat(ListingVerdict.merge(responses, Optional.empty())).isInstanceOf(JobListing.Unanswered.class);
        assertThat(ListingVerdict.merge(responses, Optional.of(List.of(entry("job-1", 2)))))
                .isInstanceOf(JobListing.Known.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {StatusCodes.Bad_MethodInvalid, StatusCodes.Bad_NotImplemented, StatusCodes.Bad_NotSupported})
    void lineThatTurnsOutNotToHaveTheMethodIsBelievedByItsJobOrderList(long status) {
        // Given
        var answer = new MethodAnswer.Answered(new StatusCode(status), List.of(), Optional.empty());
        // When
        var responses = ListingVerdict.ofResponses(answer, ReturnStatusDialect.BITMAP, value -> List.of());
        // Then
        assertThat(ListingVerdict.merge(responses, Optional.of(List.of(entry("job-1", 2)))))
                .isInstanceOf(JobListing.Known.class);
        assertThat(ListingVerdict.merge(responses, Optional.empty())).isInstanceOf(JobListing.Unanswered.class);
    }

    @Test
    void emptyListIsKnownOnlyWithSuccess() {
        assertThat(ListingVerdict.merge(responses(1), Optional.empty())).isEqualTo(new JobListing.Known(List.of()));
        assertThat(ListingVerdict.merge(responses(0), Optional.empty())).isInstanceOf(JobListing.Unanswered.class);
        assertThat(ListingVerdict.merge(responses(16), Optional.empty())).isInstanceOf(JobListing.Unanswered.class);
    }

    @Test
    void eventWithoutJobResponseIsReadFromItsJobOrderAndState() {
        var reading = EventReading.of(order("job-1"), List.of(top(5)), null, Optional.empty());
        assertThat(reading).isInstanceOfSatisfying(Reading.Usable.class, usable -> {
            assertThat(usable.response().jobOrderId()).isEqualTo(ASKED);
            assertThat(usable.response().state()).isEqualTo(JobState.ENDED);
        });
    }

    private static JobEvidence evidence(long returnStatus, Isa95JobResponse response) {
        return EvidenceVerdict.of(ASKED, answered(returnStatus), ReturnStatusDialect.BITMAP, value -> response);
    }

    private static ListingVerdict.Responses responses(long returnStatus, Isa95JobResponse... responses) {
        return ListingVerdict.ofResponses(
                answered(returnStatus), ReturnStatusDialect.BITMAP, value -> List.of(responses));
    }

    private static MethodAnswer answered(long returnStatus) {
        return new MethodAnswer.Answered(
                StatusCode.GOOD,
                List.of(new Variant(null), new Variant(ULong.valueOf(returnStatus))),
                Optional.empty());
    }

    private static Isa95JobResponse response(String jobOrderId, Isa95State... states) {
        return new Isa95JobResponse(null, null, jobOrderId, null, null, List.of(states), null, null, null, null, null);
    }

    private static Reading entry(String jobOrderId, int state) {
        return ResponseMapping.read(
                new Isa95JobOrderAndState(order(jobOrderId), List.of(top(state))), Optional.empty());
    }

    private static Isa95JobOrder order(String jobOrderId) {
        return new Isa95JobOrder(jobOrderId, null, null, null, null, null, null, null, null, null, null);
    }

    private static Isa95State top(int number) {
        return new Isa95State(new RelativePath(null), LocalizedText.NULL_VALUE, UInteger.valueOf(number));
    }

    private static Isa95State sub(int number) {
        var step =
                new RelativePathElement(new NodeId(0, 117), false, true, new QualifiedName(2, "InterruptedSubstates"));
        return new Isa95State(
                new RelativePath(new RelativePathElement[] {step}), LocalizedText.NULL_VALUE, UInteger.valueOf(number));
    }
}
