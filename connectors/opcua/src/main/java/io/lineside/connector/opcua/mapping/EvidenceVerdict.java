package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.binary.Structure;
import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.security.StatusWords;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobEvidence.Absent;
import io.lineside.model.line.JobEvidence.Present;
import io.lineside.model.line.JobEvidence.Unanswered;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the answer to RequestJobResponseByJobOrderID proves about one job (OPC 10031-4 6.3). */
public final class EvidenceVerdict {
    private EvidenceVerdict() {}

    /**
     * The evidence. A job response about the very job proves its presence whatever the ReturnStatus is; absence is
     * proved only by the reason "unknown JobOrderID".
     *
     * @param decode {@link Structure#decode} of the link
     */
    public static JobEvidence of(
            JobOrderId asked,
            MethodAnswer answer,
            ReturnStatusDialect dialect,
            Function<@Nullable Object, Isa95JobResponse> decode) {
        if (!(answer instanceof MethodAnswer.Answered answered)
                || answered.status().isBad()) {
            return new Unanswered(noAnswer(answer));
        }
        JobEvidence response = ofResponse(asked, answered, decode);
        return response instanceof Present ? response : ofReturnStatus(answered, dialect, response);
    }

    private static JobEvidence ofReturnStatus(
            MethodAnswer.Answered answered, ReturnStatusDialect dialect, JobEvidence response) {
        if (answered.returnStatus().isPresent()
                && dialect.meaning(answered.returnStatus().getAsLong())
                        instanceof ReturnStatusDialect.Meaning.Refusal refusal) {
            return refusal.code() == RefusalCode.UNKNOWN_JOB_ORDER
                    ? new Absent()
                    : new Unanswered("the line refused the question: " + refusal.reason());
        }
        return response;
    }

    private static JobEvidence ofResponse(
            JobOrderId asked, MethodAnswer.Answered answered, Function<@Nullable Object, Isa95JobResponse> decode) {
        Reading reading;
        try {
            reading = ResponseMapping.read(decode.apply(answered.result()), answered.serverTime());
        } catch (UnreadableStructureException e) {
            return new Unanswered(
                    "the answer, with " + status(answered) + ", holds no job response: " + e.getMessage());
        }
        if (reading instanceof Reading.Unusable unusable) {
            return new Unanswered("the answer, with " + status(answered) + ", can not be used: " + unusable.reason());
        }
        var response = ((Reading.Usable) reading).response();
        return response.jobOrderId().equals(asked)
                ? new Present(response)
                : new Unanswered("asked for job order " + asked + ", answered about " + response.jobOrderId());
    }

    private static String status(MethodAnswer.Answered answered) {
        return answered.returnStatus().isPresent()
                ? "ReturnStatus "
                        + Long.toUnsignedString(answered.returnStatus().getAsLong())
                : "no ReturnStatus";
    }

    /** Why there was no usable answer to a question. */
    public static String noAnswer(MethodAnswer answer) {
        if (answer instanceof MethodAnswer.Answered answered) {
            return "the server answered with " + StatusWords.of(answered.status());
        }
        if (answer instanceof MethodAnswer.NotSent notSent) {
            return "not asked: " + notSent.reason();
        }
        if (answer instanceof MethodAnswer.NoSuchMethod missing) {
            return "the line's job response provider has no method " + missing.method();
        }
        if (answer instanceof MethodAnswer.Fault fault) {
            return "the server refused the request with " + StatusWords.of(fault.status());
        }
        return ((MethodAnswer.NoAnswer) answer).waitedFor();
    }
}
