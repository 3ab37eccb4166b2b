package io.lineside.gateway.dispatch;

import io.lineside.gateway.dispatch.DecisionAnswer.MovedOn;
import io.lineside.gateway.dispatch.DecisionAnswer.Unfit;
import io.lineside.gateway.store.SendRecord;
import io.lineside.gateway.store.SendRecord.Standing;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges whether a person's decision fits the job as it is. What would have the job made again needs proof that it was
 * not made, or a person who says that he has looked. Pure; thread-safe.
 */
final class DecisionRules {
    private DecisionRules() {}

    /** Either the change that the decision makes, or why it makes none. */
    sealed interface Verdict {
        record Change(JobChange change) implements Verdict {}

        record Refusal(DecisionAnswer why) implements Verdict {}
    }

    /**
     * The verdict.
     *
     * @param takesBack whether the job's line can be told to take it back
     */
    static Verdict judge(TrackedJob job, SendRecord sent, DecisionCall call, boolean takesBack) {
        if (takesBack && isForTheLine(job, sent, call)) {
            return new Verdict.Change(to(
                            JobPhase.CANCELLING,
                            job,
                            call.by() + " decided: it shall not be made; " + job.line() + " is told to take it back")
                    .because(evidence(job, call)));
        }
        return movedOn(job, call)
                .or(() -> unfit(job, sent, call))
                .<Verdict>map(Verdict.Refusal::new)
                .orElseGet(() -> new Verdict.Change(change(job, call)));
    }

    /** Whether a person is waited for: these phases end by no other decision. */
    static boolean waitsForAPerson(JobPhase phase) {
        return phase == JobPhase.HELD || phase == JobPhase.QUARANTINED || phase == JobPhase.IN_DOUBT;
    }

    /** A cancelled job that the line has, or may have: better than a person's look is the line's word. */
    private static boolean isForTheLine(TrackedJob job, SendRecord sent, DecisionCall call) {
        if (!(call.decision() instanceof Decision.Cancel) || job.attempt() != call.attempt()) {
            return false;
        }
        return switch (job.phase()) {
            case STORED, STARTED -> true;
            case IN_DOUBT, HELD, QUARANTINED -> !call.confirmed() && sent.standing() != Standing.NOT_THERE;
            default -> false;
        };
    }

    private static Optional<DecisionAnswer> movedOn(TrackedJob job, DecisionCall call) {
        boolean removed =
                call.decision() instanceof Decision.Cancel && call.confirmed() && job.phase() == JobPhase.CANCELLING;
        boolean counting = call.decision() instanceof Decision.Made
                && call.confirmed()
                && job.phase().isAtLine()
                && job.phase() != JobPhase.SENDING;
        if (!waitsForAPerson(job.phase()) && !counting && !removed) {
            return Optional.of(new MovedOn(
                    job,
                    call.decision() instanceof Decision.Cancel && job.phase().isAtLine()
                            ? endAtTheLine(job)
                            : "the job is " + job.phase().text() + " at " + job.line()
                                    + " and waits for no decision; a decision that was repeated, or came after another, changes"
                                    + " nothing"));
        }
        return job.attempt() == call.attempt()
                ? Optional.empty()
                : Optional.of(new MovedOn(
                        job,
                        "the decision is about attempt " + call.attempt()
                                + ", and the job has been sent since: it is at" + " attempt " + job.attempt()
                                + "; look again"));
    }

    private static String endAtTheLine(TrackedJob job) {
        String line = job.line().value();
        return switch (job.phase()) {
            case SENDING -> "the job is on its way to " + line + ": wait for the line's answer, then look again";
            case CANCELLING ->
                line + " is told to take the job back and has not said that it did: wait for it; or take it away at the"
                        + " line and decide cancel with --confirmed";
            case STORED, STARTED ->
                line + " has the job and has not begun it: remove it at the line (Cancel); the gateway learns it from"
                        + " the line";
            default ->
                "too late, " + line + " has begun the job and reported " + job.good() + " good pieces: end it at the"
                        + " line (Stop or Abort); if the line does not report that, decide made with --confirmed and"
                        + " what you count";
        };
    }

    private static Optional<DecisionAnswer> unfit(TrackedJob job, SendRecord sent, DecisionCall call) {
        if (call.decision() instanceof Decision.Made made) {
            return made(job, made);
        }
        if (call.decision() instanceof Decision.Move move) {
            Optional<DecisionAnswer> noPlace = place(job, sent, move.line());
            if (noPlace.isPresent()) {
                return noPlace;
            }
        }
        if (call.decision() instanceof Decision.Cancel) {
            return unconfirmed(sent, call);
        }
        return job.good() + job.scrap() > 0
                ? Optional.of(new Unfit(
                        "/decision",
                        "already-made",
                        call.decision().word(),
                        "made, cancel",
                        "the line has reported " + job.good() + " good and " + job.scrap()
                                + " scrapped pieces, so that the job can not be made from the start again"))
                : unconfirmed(sent, call);
    }

    private static Optional<DecisionAnswer> made(TrackedJob job, Decision.Made made) {
        if (made.good() < job.good() || made.good() > job.quantity()) {
            return Optional.of(new Unfit(
                    "/good",
                    "range",
                    String.valueOf(made.good()),
                    "a whole number from " + job.good() + " to " + job.quantity(),
                    "must be no less than the line has reported and no more than was ordered"));
        }
        return made.scrap() >= job.scrap()
                ? Optional.empty()
                : Optional.of(new Unfit(
                        "/scrap",
                        "range",
                        String.valueOf(made.scrap()),
                        "a whole number from " + job.scrap(),
                        "must be no less than the line has reported"));
    }

    private static Optional<DecisionAnswer> place(TrackedJob job, SendRecord sent, EquipmentId line) {
        return sent.capable().contains(line) && !line.equals(job.line())
                ? Optional.empty()
                : Optional.of(new Unfit(
                        "/line",
                        "capable-line",
                        line.value(),
                        sent.capable().stream()
                                .filter(other -> !other.equals(job.line()))
                                .map(EquipmentId::value)
                                .collect(Collectors.joining(", ")),
                        "must be another line that can make the job"));
    }

    private static Optional<DecisionAnswer> unconfirmed(SendRecord sent, DecisionCall call) {
        if (call.confirmed() || sent.standing() == Standing.NOT_THERE) {
            return Optional.empty();
        }
        return Optional.of(new Unfit(
                "/confirmed",
                "confirmation",
                "false",
                "true, after a look at the line",
                sent.standing() == Standing.TAKEN
                        ? "the line had taken the job, so that it may have been made"
                        : "nothing proves that the line does not have the job"));
    }

    private static JobChange change(TrackedJob job, DecisionCall call) {
        Decision decision = call.decision();
        String who = call.by() + " decided: ";
        Map<String, String> evidence = evidence(job, call);
        if (decision instanceof Decision.Made made) {
            return new JobChange(
                            EventType.JOB_DECIDED,
                            JobPhase.ENDED,
                            made.good(),
                            made.scrap(),
                            who + made.good() + " good and " + made.scrap() + " scrapped pieces were made",
                            Optional.empty())
                    .because(evidence);
        }
        if (decision instanceof Decision.Cancel) {
            return to(JobPhase.CANCELLED, job, who + "it shall not be made").because(evidence);
        }
        if (decision instanceof Decision.Move move) {
            return to(JobPhase.QUEUED, job, who + "it was not made and goes to " + move.line())
                    .movedTo(move.line())
                    .because(evidence);
        }
        String words = decision instanceof Decision.NotMade
                ? "it was not made and goes again under the same id"
                : "it is tried again";
        return to(JobPhase.QUEUED, job, who + words).because(evidence);
    }

    private static JobChange to(JobPhase phase, TrackedJob job, String reason) {
        return JobChange.to(phase, EventType.JOB_DECIDED, job, reason);
    }

    private static Map<String, String> evidence(TrackedJob job, DecisionCall call) {
        var evidence = new TreeMap<String, String>();
        evidence.put("decision", call.decision().word());
        evidence.put("by", call.by());
        evidence.put("why", call.why());
        evidence.put("confirmed", String.valueOf(call.confirmed()));
        evidence.put("before", job.phase().text());
        evidence.put("reasonBefore", job.reason());
        return evidence;
    }
}
