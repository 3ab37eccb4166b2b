package io.lineside.gateway.dispatch;

import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what a line's answer to Cancel or Abort makes of a job that a person or its platform decided not to have made.
 * Only the line's word that it took the job back ends it; that it does not have the job proves nothing, since it may have
 * made and forgotten it. Pure; thread-safe.
 */
final class CancelRules {
    private CancelRules() {}

    /** The line took it back. */
    static Optional<JobChange> takenBack(TrackedJob job, int attempt) {
        return isTold(job, attempt)
                ? Optional.of(JobChange.to(
                        JobPhase.CANCELLED,
                        EventType.JOB_CANCELLED,
                        job,
                        job.line() + " took it back, as "
                                + (byPlatform(job) ? "its platform wished" : "a person decided")))
                : Optional.empty();
    }

    /** The line did not answer; it is told again. */
    static Optional<JobChange> unanswered(TrackedJob job, int attempt, String waitedFor) {
        return waiting(job, attempt, "the line has not answered the Cancel: " + waitedFor + "; it is told again");
    }

    /** The line has it, has not begun it, and did not take it back. */
    static Optional<JobChange> kept(TrackedJob job, int attempt, Refused refusal, JobState state) {
        String reason = "the line did not take it back: " + refusal.reason();
        if (!isForGood(refusal.code())) {
            return waiting(job, attempt, reason + "; it is told again");
        }
        if (!isTold(job, attempt)) {
            return Optional.empty();
        }
        // What waits for Start is not started any more; what may start already is only watched.
        JobChange change = state == JobState.NOT_ALLOWED_TO_START
                ? JobChange.to(
                                JobPhase.QUARANTINED,
                                EventType.JOB_QUARANTINED,
                                job,
                                reason + "; it is stored there and not started: remove it at the line, then"
                                        + " decide cancel")
                        .because(Map.of(JobChange.STATE_AT_LINE, state.text()))
                : JobChange.to(
                        JobPhase.STARTED,
                        EventType.JOB_REFUSED_BY_LINE,
                        job,
                        reason + "; it may begin at any time: remove it at the line");
        return Optional.of(
                byPlatform(job) && change.phase() == JobPhase.STARTED ? change.wishing(CancelWish.REFUSED) : change);
    }

    /** Whether the line is told to take it back or to end it. */
    static boolean isAsked(TrackedJob job) {
        return job.phase() == JobPhase.CANCELLING || isAskedToEnd(job);
    }

    /** Whether the line makes it, and is told to end it. */
    private static boolean isAskedToEnd(TrackedJob job) {
        return byPlatform(job) && (job.phase() == JobPhase.RUNNING || job.phase() == JobPhase.INTERRUPTED);
    }

    private static boolean byPlatform(TrackedJob job) {
        return job.wish() == CancelWish.ASKED;
    }

    /** The line makes it and did not end it; where waiting does not cure that, it goes on. */
    static Optional<JobChange> goesOn(TrackedJob job, int attempt, Refused refusal) {
        return isAskedToEnd(job) && job.attempt() == attempt && isForGood(refusal.code())
                ? Optional.of(JobChange.to(
                                job.phase(),
                                EventType.JOB_REFUSED_BY_LINE,
                                job,
                                "its platform has cancelled it, but the line does not end it and goes on: "
                                        + refusal.reason())
                        .wishing(CancelWish.REFUSED))
                : Optional.empty();
    }

    /** The line says that it does not have it: one that forgets nothing by itself took it back. */
    static Optional<JobChange> gone(TrackedJob job, Absence.Verdict verdict) {
        if (verdict == Absence.Verdict.NEVER_ARRIVED) {
            return takenBack(job, job.attempt());
        }
        return verdict == Absence.Verdict.TOO_EARLY
                ? Optional.empty()
                : Optional.of(JobChange.to(
                        JobPhase.HELD,
                        EventType.JOB_HELD,
                        job,
                        "the line was told to take it back and says that it does not have it: it took it back before, or made"
                                + " and forgot it: look at the line before deciding"));
    }

    private static Optional<JobChange> waiting(TrackedJob job, int attempt, String reason) {
        return isTold(job, attempt) && !job.reason().equals(reason)
                ? Optional.of(JobChange.to(JobPhase.CANCELLING, EventType.JOB_IN_DOUBT, job, reason))
                : Optional.empty();
    }

    private static boolean isTold(TrackedJob job, int attempt) {
        return job.phase() == JobPhase.CANCELLING && job.attempt() == attempt;
    }

    private static boolean isForGood(RefusalCode code) {
        return code == RefusalCode.UNSUPPORTED || code == RefusalCode.INVALID_REQUEST || code == RefusalCode.VENDOR;
    }
}
