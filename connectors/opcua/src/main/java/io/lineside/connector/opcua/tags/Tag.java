package io.lineside.connector.opcua.tags;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tags of the handshake, by the names that TAG-HANDSHAKE.md gives them. */
enum Tag {
    JOB_ID("Request.JobId"),
    COMMAND("Request.Command"),
    WORK_MASTER("Request.WorkMaster"),
    QUANTITY("Request.Quantity"),
    REQ_SEQ("Request.ReqSeq"),
    ACK_SEQ("Answer.AckSeq"),
    ACK_JOB_ID("Answer.AckJobId"),
    ACK_COMMAND("Answer.AckCommand"),
    ERROR_CODE("Answer.ErrorCode"),
    STATUS_JOB_ID("Status.JobId"),
    STATE("Status.State"),
    GOOD("Status.Good"),
    SCRAP("Status.Scrap"),
    HEARTBEAT("Status.Heartbeat"),
    /** Of the variant that the line builds; only where the line file maps it. */
    SPEC_DIGEST("Status.SpecDigest");

    /** Everything that is read to know where things stand. */
    static final List<Tag> STATUS = List.of(
            REQ_SEQ,
            ACK_SEQ,
            ACK_JOB_ID,
            ACK_COMMAND,
            ERROR_CODE,
            STATUS_JOB_ID,
            STATE,
            GOOD,
            SCRAP,
            HEARTBEAT,
            SPEC_DIGEST);

    private final String word;

    Tag(String word) {
        this.word = word;
    }

    /** Whether a line need not have it. */
    boolean isOptional() {
        return this == HEARTBEAT || this == SPEC_DIGEST;
    }

    String word() {
        return word;
    }

    static Optional<Tag> ofWord(String word) {
        return Arrays.stream(values()).filter(tag -> tag.word.equals(word)).findFirst();
    }
}
