package io.lineside.gateway.dispatch;

import io.lineside.config.OnDoubt;
import io.lineside.gateway.store.SendRecord;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.CommandOutcome.Accepted;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.CommandOutcome.Unknown;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Judges what an answer, or the lack of one, makes of a job. {@code Unknown} never leads to a second sending by itself:
 * only the line's word that it does not have the job does. Pure; thread-safe.
 */
final class DispatchRules {
    private DispatchRules() {}

    /** What an accepted or unanswered sending makes of the job; empty when the job has moved on since. */
    static Optional<JobChange> settle(TrackedJob job, int attempt, JobAction action, CommandOutcome outcome) {
        if (!isOnItsWay(job, attempt)) {
            return Optional.empty();
        }
        if (outcome instanceof Accepted) {
            JobPhase phase = action == JobAction.STORE ? JobPhase.STORED : JobPhase.STARTED;
            return Optional.of(JobChange.to(phase, EventType.JOB_ACCEPTED_BY_LINE, job, ""));
        }
        return outcome instanceof Unknown unknown ? doubt(job, unknown.waitedFor()) : Optional.empty();
    }

    /** What a Start that the line took makes of a stored job. */
    static Optional<JobChange> started(TrackedJob job, int attempt) {
        return isStored(job, attempt)
                ? Optional.of(JobChange.to(JobPhase.STARTED, EventType.JOB_ACCEPTED_BY_LINE, job, ""))
                : Optional.empty();
    }

    /**
     * What a refused Start makes of a stored job that the line does not have any more, as when it is not what was ordered
     * and was taken back: a person decides, by the words of the refusal.
     */
    static Optional<JobChange> notStarted(TrackedJob job, int attempt, Refused refusal) {
        return isStored(job, attempt)
                ? Optional.of(JobChange.to(
                        JobPhase.HELD,
                        EventType.JOB_HELD,
                        job,
                        "the line had stored the job and did not start it: " + refusal.reason()
                                + ": look at the line before deciding"))
                : Optional.empty();
    }

    /**
     * What a line that keeps the job otherwise than it was ordered makes of it. Nobody may start it so, and nobody may
     * ship what somebody has started so: a person looks, and a retry compares again.
     */
    static Optional<JobChange> notAsOrdered(TrackedJob job, int attempt, Refused refusal, JobState state) {
        return isStored(job, attempt) || isOnItsWay(job, attempt)
                ? Optional.of(JobChange.to(
                                JobPhase.QUARANTINED,
                                EventType.JOB_QUARANTINED,
                                job,
                                refusal.reason() + "; at the line it is " + state.text()
                                        + ": take it away there (Cancel or Abort) or mend what it stored, then decide")
                        .because(Map.of(JobChange.STATE_AT_LINE, state.text())))
                : Optional.empty();
    }

    /** What a line that keeps a stored job and does not start it now makes of it: it is asked again, and that shows. */
    static Optional<JobChange> startRefused(TrackedJob job, int attempt, Refused refusal) {
        String reason = "the line has it and does not start it: " + refusal.reason();
        return isStored(job, attempt) && !job.reason().equals(reason)
                ? Optional.of(JobChange.to(JobPhase.STORED, EventType.JOB_REFUSED_BY_LINE, job, reason))
                : Optional.empty();
    }

    private static boolean isStored(TrackedJob job, int attempt) {
        return job.phase() == JobPhase.STORED && job.attempt() == attempt;
    }

    /** A command that never reached the line proves that the line does not have the job from it: it goes again later. */
    static Optional<JobChange> notDelivered(TrackedJob job, int attempt, Refused refusal) {
        return isOnItsWay(job, attempt)
                ? Optional.of(JobChange.to(
                        JobPhase.QUEUED, EventType.JOB_NOT_DELIVERED, job, "not delivered: " + refusal.reason()))
                : Optional.empty();
    }

    /**
     * What a refusal makes of the job once the line has also said that it does not know the job. One that waiting can
     * not cure sends it to the next line that can make it, and to a person when no line is left; but not while an
     * earlier sending to this line may still arrive.
     */
    static Optional<JobChange> refused(
            TrackedJob job, int attempt, Refused refusal, SendRecord sent, Duration mayArriveFor) {
        if (!isOnItsWay(job, attempt)) {
            return Optional.empty();
        }
        String reason = "the line refused it: " + refusal.reason();
        if (!isForGood(refusal.code())) {
            return Optional.of(JobChange.to(JobPhase.QUEUED, EventType.JOB_REFUSED_BY_LINE, job, reason));
        }
        if (sent.silentBefore() && !mayArriveFor.isZero()) {
            return Optional.of(JobChange.to(
                    JobPhase.QUEUED,
                    EventType.JOB_REFUSED_BY_LINE,
                    job,
                    reason + "; an earlier sending may still arrive, so it goes to no other line yet"));
        }
        return Optional.of(nextLine(job, sent)
                .map(next -> JobChange.to(
                                JobPhase.QUEUED,
                                EventType.JOB_REROUTED,
                                job,
                                job.line() + " refused it: " + refusal.reason())
                        .movedTo(next)
                        .because(Map.of(JobChange.REFUSED_BY, job.line().value(), "goesTo", next.value())))
                .orElseGet(() -> JobChange.to(
                                JobPhase.HELD, EventType.JOB_HELD, job, refusedByAll(job, refusal.reason(), sent))
                        .because(Map.of(JobChange.REFUSED_BY, job.line().value()))));
    }

    private static Optional<EquipmentId> nextLine(TrackedJob job, SendRecord sent) {
        return sent.capable().stream()
                .filter(line -> !line.equals(job.line()) && !sent.refusals().containsKey(line))
                .findFirst();
    }

    private static String refusedByAll(TrackedJob job, String reason, SendRecord sent) {
        var words = new StringJoiner("; ", "no line takes it: ", "");
        sent.refusals().values().stream().sorted().forEach(words::add);
        return words.add(job.line() + " refused it: " + reason).toString();
    }

    /** What a refusal makes of the job while the line does not answer whether it has the job. */
    static Optional<JobChange> refusedInDoubt(TrackedJob job, int attempt, Refused refusal, String waitedFor) {
        return isOnItsWay(job, attempt)
                ? doubt(
                        job,
                        "the line refused it (" + refusal.reason() + ") and then did not say whether it has it: "
                                + waitedFor)
                : Optional.empty();
    }

    /**
     * What the line's word that it does not know the job makes of it. A job that was only on its way goes again under the
     * same id, if that word proves that it never arrived; one that the line had before is held, because absent does not
     * mean never made.
     */
    static Optional<JobChange> absent(TrackedJob job, int attempt, SendRecord sent, Absence absence) {
        if (job.attempt() != attempt) {
            return Optional.empty();
        }
        return switch (job.phase()) {
            case SENDING, IN_DOUBT -> onItsWay(job, sent, absence);
            case CANCELLING -> CancelRules.gone(job, absence.verdict(sent));
            case STORED, STARTED, RUNNING, INTERRUPTED ->
                Optional.of(JobChange.to(
                        JobPhase.HELD,
                        EventType.JOB_HELD,
                        job,
                        "the line no longer knows the job; it had reported " + job.good() + " of " + job.quantity()
                                + " made: look at the line before deciding"));
            default -> Optional.empty();
        };
    }

    private static Optional<JobChange> onItsWay(TrackedJob job, SendRecord sent, Absence absence) {
        return switch (absence.verdict(sent)) {
            case TOO_EARLY ->
                doubt(job, "the line does not have it, but what was sent may still arrive; it is asked again")
                        .map(change -> cutShort(job, change));
            case NEVER_ARRIVED ->
                poisonous(job, sent, absence)
                        .map(why ->
                                Optional.of(JobChange.to(JobPhase.QUARANTINED, EventType.JOB_QUARANTINED, job, why)))
                        .orElseGet(() -> Optional.of(cutShort(
                                job,
                                JobChange.to(
                                        JobPhase.QUEUED,
                                        EventType.JOB_DOUBT_SETTLED,
                                        job,
                                        "the line does not have it; it goes again under the same id"))));
            case RESEND_ALL_THE_SAME ->
                Optional.of(JobChange.to(
                        JobPhase.QUEUED,
                        EventType.JOB_DOUBT_SETTLED,
                        job,
                        "it is sent again because the line's file says onDoubt: resend, though nothing proves that it"
                                + " was not made: " + absence.why(sent)));
            case PROVES_NOTHING ->
                Optional.of(JobChange.to(
                        JobPhase.HELD,
                        EventType.JOB_HELD,
                        job,
                        "it may have been made: the line does not have it, which proves nothing, because "
                                + absence.why(sent) + ": look at the line before deciding"));
        };
    }

    private static Optional<String> poisonous(TrackedJob job, SendRecord sent, Absence absence) {
        int cutShort = sent.cutShort() + (job.phase() == JobPhase.SENDING ? 1 : 0);
        return absence.poison().flatMap(poison -> poison.verdict(cutShort)).or(() -> Poison.ofEnds(cutShort));
    }

    /** A job that is found on its way by nobody: the gateway ended or failed while it sent it. */
    private static JobChange cutShort(TrackedJob job, JobChange change) {
        return job.phase() == JobPhase.SENDING
                ? change.because(Map.of(
                        JobChange.CUT_SHORT, "the gateway ended or failed before it knew what became of the sending"))
                : change;
    }

    /** What becomes of a job that a line which can not be asked left without an answer. */
    static Optional<JobChange> blind(TrackedJob job, int attempt, OnDoubt onDoubt, String waitedFor) {
        if (!isOnItsWay(job, attempt)) {
            return Optional.empty();
        }
        return Optional.of(
                onDoubt == OnDoubt.RESEND
                        ? JobChange.to(
                                JobPhase.QUEUED,
                                EventType.JOB_DOUBT_SETTLED,
                                job,
                                waitedFor + "; it is sent again because the line's file says onDoubt: resend")
                        : JobChange.to(
                                JobPhase.HELD,
                                EventType.JOB_HELD,
                                job,
                                "it may have been made: " + waitedFor
                                        + ", and this line can not be asked; it gets no work until a person has looked"
                                        + " and decided"));
    }

    /** Other reasons are about the line as it is now: full, in manual mode, still starting. They pass; the job waits. */
    private static boolean isForGood(RefusalCode code) {
        return code == RefusalCode.INVALID_REQUEST
                || code == RefusalCode.VENDOR
                || code == RefusalCode.UNSUPPORTED
                || code == RefusalCode.NOT_AS_ORDERED;
    }

    private static boolean isOnItsWay(TrackedJob job, int attempt) {
        return job.attempt() == attempt && (job.phase() == JobPhase.SENDING || job.phase() == JobPhase.IN_DOUBT);
    }

    private static Optional<JobChange> doubt(TrackedJob job, String reason) {
        return job.phase() == JobPhase.IN_DOUBT && job.reason().equals(reason)
                ? Optional.empty()
                : Optional.of(JobChange.to(JobPhase.IN_DOUBT, EventType.JOB_IN_DOUBT, job, reason));
    }
}
