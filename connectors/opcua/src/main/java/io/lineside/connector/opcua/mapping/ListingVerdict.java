package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.binary.UnreadableStructureException;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to RequestJobResponseByJobOrderState and JobOrderList prove about all jobs of a line (OPC 10031-4
 * 6.2, 6.3). A job of the gateway's that can not be read makes the listing unanswered: leaving it out would prove its
 * absence. Jobs with ids that the gateway never gives are somebody else's and left out.
 */
public final class ListingVerdict {
    /** The line does not have the method. Discovery can not always know: a method may be called by its type's node. */
    private static final Set<Long> NO_SUCH_METHOD =
            Set.of(StatusCodes.Bad_MethodInvalid, StatusCodes.Bad_NotImplemented, StatusCodes.Bad_NotSupported);

    private ListingVerdict() {}

    /**
     * What the responses of all states say.
     *
     * @param readings empty where the line does not answer the question but may have a JobOrderList
     * @param failure why there is no listing even with a JobOrderList; empty where there is one
     */
    public record Responses(Optional<List<Reading>> readings, Optional<String> failure) {}

    /** Reads the answer to RequestJobResponseByJobOrderState. */
    public static Responses ofResponses(
            MethodAnswer answer,
            ReturnStatusDialect dialect,
            Function<@Nullable Object, List<Isa95JobResponse>> decodeAll) {
        if (hasNoSuchMethod(answer)) {
            return new Responses(Optional.empty(), Optional.empty());
        }
        if (!(answer instanceof MethodAnswer.Answered answered)
                || answered.status().isBad()) {
            return failed(EvidenceVerdict.noAnswer(answer));
        }
        try {
            List<Reading> readings = decodeAll.apply(answered.result()).stream()
                    .map(response -> ResponseMapping.read(response, answered.serverTime()))
                    .toList();
            return judge(readings, answered, dialect);
        } catch (UnreadableStructureException e) {
            return failed("the list of job responses can not be read: " + e.getMessage());
        }
    }

    /** Both answers together; the response of a job wins over its entry in JobOrderList. */
    public static JobListing merge(Responses responses, Optional<List<Reading>> jobOrderList) {
        if (responses.failure().isPresent()) {
            return new JobListing.Unanswered(responses.failure().get());
        }
        if (responses.readings().isEmpty() && jobOrderList.isEmpty()) {
            return new JobListing.Unanswered("the line answers no question for all its job orders: no usable answer to"
                    + " RequestJobResponseByJobOrderState and no readable JobOrderList");
        }
        Map<JobOrderId, JobResponse> jobs = new LinkedHashMap<>();
        for (List<Reading> readings : List.of(responses.readings().orElse(List.of()), jobOrderList.orElse(List.of()))) {
            for (Reading reading : readings) {
                if (reading instanceof Reading.Usable usable) {
                    jobs.putIfAbsent(usable.response().jobOrderId(), usable.response());
                } else if (reading instanceof Reading.Unusable unusable
                        && unusable.jobOrderId().isPresent()
                        && !jobs.containsKey(unusable.jobOrderId().get())) {
                    return new JobListing.Unanswered(unusable.reason());
                }
            }
        }
        return new JobListing.Known(List.copyOf(jobs.values()));
    }

    private static Responses judge(
            List<Reading> readings, MethodAnswer.Answered answered, ReturnStatusDialect dialect) {
        if (!readings.isEmpty()) {
            return new Responses(Optional.of(readings), Optional.empty());
        }
        if (answered.returnStatus().isEmpty()) {
            return new Responses(Optional.empty(), Optional.empty());
        }
        var meaning = dialect.meaning(answered.returnStatus().getAsLong());
        if (meaning instanceof ReturnStatusDialect.Meaning.Refusal refusal
                && refusal.code() != RefusalCode.UNKNOWN_JOB_ORDER) {
            return failed("the line refused to list its job orders: " + refusal.reason());
        }
        return meaning instanceof ReturnStatusDialect.Meaning.Unclear
                ? new Responses(Optional.empty(), Optional.empty())
                : new Responses(Optional.of(readings), Optional.empty());
    }

    private static boolean hasNoSuchMethod(MethodAnswer answer) {
        return answer instanceof MethodAnswer.Answered answered
                ? NO_SUCH_METHOD.contains(answered.status().getValue())
                : answer instanceof MethodAnswer.NoSuchMethod;
    }

    private static Responses failed(String why) {
        return new Responses(Optional.empty(), Optional.of(why));
    }
}
