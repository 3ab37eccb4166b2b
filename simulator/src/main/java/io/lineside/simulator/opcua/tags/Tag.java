package io.lineside.simulator.opcua.tags;

import io.lineside.simulator.plant.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One retentive tag.
 *
 * @param name the string node id, and the browse name
 * @param writable whether the gateway writes it; else the PLC does
 */
record Tag(String name, TagKind kind, boolean writable) {
    static final String JOB_ID = "Request.JobId";
    static final String COMMAND = "Request.Command";
    static final String WORK_MASTER = "Request.WorkMaster";
    static final String QUANTITY = "Request.Quantity";
    static final String PARAMETER = "Request.Parameter.";
    static final String REQ_SEQ = "Request.ReqSeq";
    static final String ACK_SEQ = "Answer.AckSeq";
    static final String ACK_JOB_ID = "Answer.AckJobId";
    static final String ACK_COMMAND = "Answer.AckCommand";
    static final String ERROR_CODE = "Answer.ErrorCode";

    /** Every tag that outlasts a power cut; those of Status are worked out from the job. */
    static List<Tag> retentive(Map<String, TagType> parameters) {
        List<Tag> tags = new ArrayList<>(List.of(
                new Tag(JOB_ID, TagKind.STRING, true),
                new Tag(COMMAND, TagKind.UINT16, true),
                new Tag(WORK_MASTER, TagKind.STRING, true),
                new Tag(QUANTITY, TagKind.UINT32, true)));
        parameters.forEach((id, type) -> tags.add(new Tag(PARAMETER + id, TagKind.of(type), true)));
        tags.add(new Tag(REQ_SEQ, TagKind.UINT32, true));
        tags.add(new Tag(ACK_SEQ, TagKind.UINT32, false));
        tags.add(new Tag(ACK_JOB_ID, TagKind.STRING, false));
        tags.add(new Tag(ACK_COMMAND, TagKind.UINT16, false));
        tags.add(new Tag(ERROR_CODE, TagKind.UINT16, false));
        return tags;
    }

    /** Whether it is a data tag of the job. */
    boolean isParameter() {
        return name.startsWith(PARAMETER);
    }

    /** The parameter's id in a job order. */
    String parameterId() {
        return name.substring(PARAMETER.length());
    }
}
