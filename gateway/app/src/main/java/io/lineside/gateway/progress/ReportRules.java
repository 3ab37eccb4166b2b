package io.lineside.gateway.progress;

import io.lineside.config.LineQuantities;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what a report changes. Reports may be late, repeated or reordered: a job never goes back to an earlier phase, a
 * final phase is never left, and counts never fall. Where phases alternate, and for what was said beside the phase, the
 * line's own order of its reports decides, not that of their arrival. A job that was sent anew is not moved by what the
 * line said of it before: only an end is always believed, because a job that is known to be over is never sent anew.
 * Pure; thread-safe.
 */
public final class ReportRules {
    private ReportRules() {}

    /** Evidence: the line counts nothing, and ended the job: it is taken as made whole. */
    static final String QUANTITIES = "quantities";

    /** What a report of a line that counts its pieces makes of a job; empty when it says nothing new. */
    public static Optional<JobChange> judge(TrackedJob job, JobResponse report) {
        return judge(job, report, LineQuantities.SENT);
    }

    /** What a report makes of a job; empty when it says nothing new. */
    public static Optional<JobChange> judge(TrackedJob job, JobResponse report, LineQuantities quantities) {
        return takesNoMore(job) ? Optional.empty() : weigh(job, report, job.lastReport(), quantities);
    }

    /** What the answer of a line that counts its pieces makes of a job. */
    public static Optional<JobChange> judgeAnswer(TrackedJob job, JobResponse answer) {
        return judgeAnswer(job, answer, LineQuantities.SENT);
    }

    /**
     * What the line's answer to a question makes of a job: judged as a report is, but whatever it said before the job
     * was sent anew, or before nobody knew where the job is, the line has it now.
     */
    public static Optional<JobChange> judgeAnswer(TrackedJob job, JobResponse answer, LineQuantities quantities) {
        boolean forgotten = rank(job.phase()) == 0 || job.lastReport().isClosed();
        return takesNoMore(job)
                ? Optional.empty()
                : weigh(job, answer, forgotten ? ReportMark.NONE : job.lastReport(), quantities);
    }

    static boolean takesNoMore(TrackedJob job) {
        return job.phase().isFinal() || job.phase() == JobPhase.QUARANTINED;
    }

    private static Optional<JobChange> weigh(
            TrackedJob job, JobResponse report, ReportMark last, LineQuantities quantities) {
        return isTakenAsWhole(job, report, quantities)
                ? weigh(job, report, last, new Pieces(job.quantity(), 0))
                        .map(change -> change.because(Map.of(QUANTITIES, quantities.word())))
                : weigh(job, report, last, new Pieces(report.goodQuantity(), report.scrapQuantity()));
    }

    /**
     * Whether the end of a job is all that its line will ever say of the pieces. One that was ended early, or counted before,
     * is none that may be guessed.
     */
    private static boolean isTakenAsWhole(TrackedJob job, JobResponse report, LineQuantities quantities) {
        return quantities == LineQuantities.ASSUMED
                && report.state() == JobState.ENDED
                && !report.counts()
                && !report.substate().equals(Optional.of(JobSubstate.CLOSED))
                && job.good() + job.scrap() == 0
                && job.wish() != CancelWish.ASKED;
    }

    /** What a report counts, read from it once. */
    private record Pieces(int good, int scrap) {}

    private static Optional<JobChange> weigh(TrackedJob job, JobResponse report, ReportMark last, Pieces said) {
        ReportMark mark = report.mark();
        boolean late = mark.isBefore(last);
        JobPhase reported = tookBack(job, report, said) ? JobPhase.CANCELLED : phaseOf(report.state());
        JobPhase phase = movesOn(job, reported, mark, last) ? reported : job.phase();
        NamedUnits named = job.named().with(UnitReports.named(job, report));
        int good = Math.max(job.good(), Math.min(said.good(), job.quantity()));
        int scrap = Math.max(Math.max(job.scrap(), said.scrap()), named.scrap().count());
        boolean old = isOld(job, mark, last) && phase == job.phase();
        if (phase == JobPhase.ENDED && good + scrap < job.quantity() && !report.counts()) {
            return uncounted(job, report, mark.orLater(last));
        }
        String reason = late || old ? job.reason() : remark(job, report, said);
        boolean nothingNew = phase == job.phase()
                && good == job.good()
                && scrap == job.scrap()
                && reason.equals(job.reason())
                && named.equals(job.named());
        return nothingNew && !hidesSomething(job, mark, last)
                ? Optional.empty()
                : Optional.of(new JobChange(
                                eventOf(job.phase(), phase),
                                phase,
                                good,
                                scrap,
                                reason,
                                machineTime(report),
                                Optional.of(mark.orLater(last)))
                        .naming(named));
    }

    /**
     * A job that its line calls ended without a word of how many pieces it made: none is as wrong a guess as all, and as
     * dear. A person has to look, unless the line says it later.
     */
    private static Optional<JobChange> uncounted(TrackedJob job, JobResponse report, ReportMark latest) {
        String known = job.good() + job.scrap() == 0
                ? ""
                : "; before, it had reported " + job.good() + " good and " + job.scrap() + " scrapped";
        String reason = "the line says that the job ended, and not how many of " + job.quantity() + " pieces it made"
                + known + ": count them and decide made";
        if (job.phase() == JobPhase.HELD && job.reason().equals(reason)) {
            return Optional.empty();
        }
        return Optional.of(new JobChange(
                        EventType.JOB_HELD,
                        JobPhase.HELD,
                        job.good(),
                        job.scrap(),
                        reason,
                        machineTime(report),
                        Optional.of(latest))
                .because(Map.of(JobChange.STATE_AT_LINE, report.state().text())));
    }

    /** Whether a line says so that it did as it was told: it gave up what it had not begun. */
    private static boolean tookBack(TrackedJob job, JobResponse report, Pieces said) {
        int pieces = job.good() + job.scrap() + said.good() + said.scrap();
        return job.phase() == JobPhase.CANCELLING && report.state() == JobState.ABORTED && pieces == 0;
    }

    /** The gateway's phase for a state at the line. */
    static JobPhase phaseOf(JobState state) {
        return switch (state) {
            case NOT_ALLOWED_TO_START -> JobPhase.STORED;
            case ALLOWED_TO_START -> JobPhase.STARTED;
            case RUNNING -> JobPhase.RUNNING;
            case INTERRUPTED -> JobPhase.INTERRUPTED;
            case ENDED -> JobPhase.ENDED;
            case ABORTED -> JobPhase.ABORTED;
        };
    }

    private static boolean movesOn(TrackedJob job, JobPhase reported, ReportMark mark, ReportMark last) {
        int further = rank(reported) - rank(job.phase());
        return further > 0 ? reported.isFinal() || !isOld(job, mark, last) : further == 0 && !mark.isBefore(last);
    }

    /**
     * A job that is not known to be at its line does not get there by what the line said earlier, nor does one that was
     * sent anew get on by it.
     */
    private static boolean isOld(TrackedJob job, ReportMark mark, ReportMark last) {
        return (rank(job.phase()) == 0 || last.isClosed()) && (mark.isBefore(last) || mark.repeats(last));
    }

    /** The reports missing before this one may have said otherwise, and must not be believed when they come after it. */
    private static boolean hidesSomething(TrackedJob job, ReportMark mark, ReportMark last) {
        return rank(job.phase()) == rank(JobPhase.RUNNING)
                && (mark.leavesGapAfter(last) || mark.isLaterByClockAlone(last));
    }

    /** Running and interrupted alternate, so they share a rank: the later report wins. */
    private static int rank(JobPhase phase) {
        return switch (phase) {
            case QUEUED, SENDING, IN_DOUBT, HELD, QUARANTINED -> 0;
            case STORED -> 1;
            case STARTED -> 2;
            case CANCELLING -> 3;
            case RUNNING, INTERRUPTED -> 4;
            case ENDED, ABORTED, CANCELLED, FAILED -> 5;
        };
    }

    private static EventType eventOf(JobPhase before, JobPhase after) {
        if (before == after) {
            return EventType.JOB_PROGRESSED;
        }
        return switch (after) {
            case RUNNING -> EventType.JOB_RUNNING;
            case INTERRUPTED -> EventType.JOB_INTERRUPTED;
            case ENDED -> EventType.JOB_ENDED;
            case ABORTED -> EventType.JOB_ABORTED;
            case CANCELLED -> EventType.JOB_CANCELLED;
            default -> before == JobPhase.IN_DOUBT ? EventType.JOB_DOUBT_SETTLED : EventType.JOB_ACCEPTED_BY_LINE;
        };
    }

    private static String remark(TrackedJob job, JobResponse report, Pieces said) {
        if (said.good() > job.quantity()) {
            return "the line reports " + said.good() + " good pieces of " + job.quantity() + " ordered";
        }
        if (job.wish() == CancelWish.ASKED && report.state().isFinal()) {
            return ended(job, said);
        }
        return report.substate()
                .flatMap(ReportRules::remark)
                .orElse(report.state() == JobState.ABORTED ? "the line aborted the job" : "");
    }

    /** How it ended that its platform cancelled it at the line. */
    private static String ended(TrackedJob job, Pieces said) {
        int good = Math.max(job.good(), said.good());
        int scrap = Math.max(job.scrap(), said.scrap());
        int cancelled = Math.max(0, job.quantity() - good - scrap);
        String scrapped = scrap > 0 ? ", " + scrap + " scrapped" : "";
        return cancelled == 0
                ? "too late to be cancelled: " + good + " already made" + scrapped
                : cancelled + " of " + job.quantity() + " cancelled at the line, " + good + " already made" + scrapped;
    }

    private static Optional<String> remark(JobSubstate substate) {
        return switch (substate) {
            case HELD -> Optional.of("the line holds the job, for a reason of its own (Held)");
            case SUSPENDED -> Optional.of("somebody interrupted the job on purpose (Suspended)");
            case CLOSED -> Optional.of("the job was ended before everything was made (Closed)");
            case WAITING, READY, LOADED, COMPLETED -> Optional.empty();
        };
    }

    private static Optional<Instant> machineTime(JobResponse report) {
        return report.reportedAt().or(report::endTime).or(report::startTime);
    }
}
