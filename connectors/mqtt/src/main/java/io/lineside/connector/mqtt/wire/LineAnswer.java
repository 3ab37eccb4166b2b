package io.lineside.connector.mqtt.wire;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line's answer to one request, and what it means to each kind of request. Thread-safe. */
public final class LineAnswer {
    private final String correlation;
    private final JsonObject message;
    private final Optional<Instant> timestamp;
    private final JobResponseReader responses;

    LineAnswer(String correlation, JsonObject message, Optional<Instant> timestamp, JobResponseReader responses) {
        this.correlation = correlation;
        this.message = message;
        this.timestamp = timestamp;
        this.responses = responses;
    }

    /** The request's Correlation Data in lower-case hexadecimal. */
    public String correlation() {
        return correlation;
    }

    /** What became of the command. */
    public CommandOutcome asOutcome() {
        try {
            Verdict verdict = verdict();
            if (verdict.noError()) {
                return new CommandOutcome.Accepted();
            }
            return verdict.refusal()
                    .<CommandOutcome>map(code -> new CommandOutcome.Refused(code, verdict.inWords()))
                    .orElseGet(() -> new CommandOutcome.Unknown(verdict.inWords()));
        } catch (MalformedMessageException e) {
            return new CommandOutcome.Unknown(unreadable(e));
        }
    }

    /** What the answer proves about a job order. */
    public JobEvidence asEvidence(JobOrderId asked) {
        try {
            Verdict verdict = verdict();
            if (verdict.refusal().filter(RefusalCode.UNKNOWN_JOB_ORDER::equals).isPresent()) {
                return new JobEvidence.Absent();
            }
            if (!verdict.noError()) {
                return new JobEvidence.Unanswered(verdict.inWords());
            }
            JobResponse response = responses.read(payload().object("JobResponse"), timestamp);
            return response.jobOrderId().equals(asked)
                    ? new JobEvidence.Present(response)
                    : new JobEvidence.Unanswered(
                            "the line was asked about " + asked + " and answered about " + response.jobOrderId());
        } catch (MalformedMessageException e) {
            return new JobEvidence.Unanswered(unreadable(e));
        }
    }

    /** Which job orders the answer names; those with an id that no gateway would give are not ours. */
    public JobListing asListing() {
        try {
            Verdict verdict = verdict();
            if (!verdict.noError()) {
                return new JobListing.Unanswered(verdict.inWords());
            }
            if (payload().member("JobResponses").isEmpty()) {
                throw payload().missing("JobResponses");
            }
            List<JobResponse> known = new ArrayList<>();
            for (JsonObject entry : payload().objects("JobResponses")) {
                if (responses.isOurs(entry)) {
                    known.add(responses.read(entry, timestamp));
                }
            }
            return new JobListing.Known(known);
        } catch (MalformedMessageException e) {
            return new JobListing.Unanswered(unreadable(e));
        }
    }

    private JsonObject payload() throws MalformedMessageException {
        return message.object("Payload");
    }

    private Verdict verdict() throws MalformedMessageException {
        JsonObject payload = payload();
        BigInteger status = payload.whole("ReturnStatus").orElseThrow(() -> payload.missing("ReturnStatus"));
        return new Verdict(status.longValue(), payload.text("Text").orElse(""));
    }

    private static String unreadable(MalformedMessageException e) {
        return "the line's answer can not be read: " + e.getMessage();
    }

    /** ReturnStatus as a bitmap (OPC 10031-4 Annex B.2) and the line's own words. */
    private record Verdict(long returnStatus, String text) {
        /** Bits 1 to 32; the bits above them are the vendor's. */
        private static final long ERRORS = 0x1_FFFF_FFFEL;

        /** A line that says "no error" and an error at once, as -1 does, has said nothing. */
        boolean noError() {
            return (returnStatus & 1) != 0 && (returnStatus & ERRORS) == 0;
        }

        Optional<RefusalCode> refusal() {
            return RefusalCode.ofBitmap(returnStatus);
        }

        String inWords() {
            String meaning = refusal().map(RefusalCode::meaning).orElse("no verdict");
            String said = text.isEmpty() ? "" : ": " + JsonObject.quote(text);
            return "the line answered " + meaning + " (ReturnStatus " + Long.toUnsignedString(returnStatus) + ")"
                    + said;
        }
    }
}
