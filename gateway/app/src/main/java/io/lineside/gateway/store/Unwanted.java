package io.lineside.gateway.store;

import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.HashMap;

/**
 * What becomes of a job that its platform wants no more, whatever is decided about it otherwise: where no line has it, it
 * is over, so that no claim ever finds it; where its line has just got it, the line is asked to take it back. Pure.
 */
final class Unwanted {
    private Unwanted() {}

    static JobChange follow(TrackedJob job, JobChange change) {
        if (change.wish().orElse(job.wish()) != CancelWish.ASKED) {
            return change;
        }
        return switch (change.phase()) {
            case QUEUED ->
                change.into(
                        JobPhase.CANCELLED,
                        EventType.JOB_CANCELLED,
                        "cancelled by the platform, and no line has it" + because(change));
            case STORED, STARTED -> askedBack(job, change);
            default -> change;
        };
    }

    private static String because(JobChange change) {
        return change.reason().isEmpty() ? "" : ": " + change.reason();
    }

    private static JobChange askedBack(TrackedJob job, JobChange change) {
        var evidence = new HashMap<>(change.evidence());
        evidence.put(JobChange.STATE_AT_LINE, change.phase().text());
        return change.into(
                        JobPhase.CANCELLING,
                        change.event(),
                        "cancelled by the platform; " + job.line() + " is asked to take it back")
                .because(evidence);
    }
}
