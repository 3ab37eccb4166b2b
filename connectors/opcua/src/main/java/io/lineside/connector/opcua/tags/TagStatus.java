package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.connector.opcua.client.PlainValues;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;

/**
 * What one read of the tags said. It need not be of one PLC cycle.
 *
 * @param state StateNumber of OPC 10031-4; 0 for no job
 * @param specDigest of what the line builds; empty where it does not say
 * @param changed when the state came to be, by the PLC's clock
 */
record TagStatus(
        long reqSeq,
        long ackSeq,
        String ackJobId,
        int ackCommand,
        int errorCode,
        String jobId,
        int state,
        long good,
        long scrap,
        long heartbeat,
        String specDigest,
        Optional<Instant> changed) {

    /** Reads the values, whatever integer types the PLC has chosen. */
    static TagStatus of(Map<Tag, DataValue> values) {
        return new TagStatus(
                number(values, Tag.REQ_SEQ),
                number(values, Tag.ACK_SEQ),
                text(values, Tag.ACK_JOB_ID),
                (int) number(values, Tag.ACK_COMMAND),
                (int) number(values, Tag.ERROR_CODE),
                text(values, Tag.STATUS_JOB_ID),
                (int) number(values, Tag.STATE),
                number(values, Tag.GOOD),
                number(values, Tag.SCRAP),
                number(values, Tag.HEARTBEAT),
                text(values, Tag.SPEC_DIGEST),
                time(values.get(Tag.STATE)));
    }

    /** Whether a request is not answered yet. */
    boolean isOpen() {
        return reqSeq != ackSeq;
    }

    /** Whether the PLC has lost everything: the gateway never writes 0. */
    boolean isForgotten() {
        return reqSeq == 0;
    }

    boolean hasJob() {
        return state != 0;
    }

    boolean hasJob(JobOrderId id) {
        return hasJob() && jobId.equals(id.value());
    }

    boolean isOver() {
        return state == JobState.ENDED.number() || state == JobState.ABORTED.number();
    }

    /** Whether two reads, one after the other, can be believed: the same job, and final counts that stand still. */
    boolean agrees(TagStatus later) {
        boolean same = jobId.equals(later.jobId)
                && specDigest.equals(later.specDigest)
                && hasJob() == later.hasJob()
                && isOver() == later.isOver();
        boolean still = state == later.state && good == later.good && scrap == later.scrap;
        return same && (still || !isOver());
    }

    /** The number of the next request: never 0, and within a DINT. */
    long next() {
        return reqSeq >= Integer.MAX_VALUE ? 1 : reqSeq + 1;
    }

    /**
     * The job as the line reports it; empty for none.
     *
     * @throws OpcUaException for a job whose id or state is none
     */
    Optional<JobResponse> response() {
        if (!hasJob()) {
            return Optional.empty();
        }
        JobState known = JobState.ofNumber(state)
                .orElseThrow(() -> new OpcUaException("Status.State must be 0 or 2 to 6, was " + state));
        return Optional.of(
                new JobResponse("", id(), known, changed, Optional.empty(), Optional.empty(), data(), made()));
    }

    private JobOrderId id() {
        try {
            return new JobOrderId(jobId);
        } catch (IllegalArgumentException notOurs) {
            throw new OpcUaException("Status.JobId: " + notOurs.getMessage());
        }
    }

    private List<JobParameter> data() {
        var scrapped = JobParameter.of(JobResponse.SCRAP_QUANTITY, new ParameterValue.Whole(scrap));
        return specDigest.isEmpty()
                ? List.of(scrapped)
                : List.of(
                        scrapped, JobParameter.of(JobOrder.SPEC_DIGEST_PARAMETER, new ParameterValue.Text(specDigest)));
    }

    private List<Material> made() {
        return List.of(new Material(null, null, null, MaterialUse.PRODUCED, BigDecimal.valueOf(good), Material.PIECES));
    }

    private static long number(Map<Tag, DataValue> values, Tag tag) {
        DataValue value = values.get(tag);
        if (value == null && tag == Tag.HEARTBEAT) {
            return 0;
        }
        Object plain = value == null ? null : PlainValues.of(value.value());
        if (plain instanceof Integer || plain instanceof Long || plain instanceof Short || plain instanceof Byte) {
            return ((Number) plain).longValue();
        }
        throw new OpcUaException("tag " + tag.word() + " must be a whole number, was '" + plain + "'");
    }

    private static String text(Map<Tag, DataValue> values, Tag tag) {
        DataValue value = values.get(tag);
        Object plain = value == null ? null : PlainValues.of(value.value());
        return plain == null ? "" : plain.toString();
    }

    private static Optional<Instant> time(@Nullable DataValue state) {
        return Optional.ofNullable(state)
                .map(DataValue::sourceTime)
                .filter(DateTime::isNotNull)
                .map(DateTime::getJavaInstant);
    }
}
