package io.lineside.gateway.intake;

import io.lineside.gateway.intake.FirstJobs.Begin;
import io.lineside.gateway.intake.FirstJobs.Standing;
import io.lineside.gateway.store.ActionDecision.Change;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Cancels some pieces of one item: at once what no line has, and then, as whole jobs, what lines have to be asked for.
 * A line never ends more than was asked for, so that a job with more pieces than are still to be cancelled goes on.
 * Confined to one decision.
 */
final class Cancellation {
    private final FirstJobs first;
    private final List<Begin> begins;
    private final int asked;
    private final List<Change> changes = new ArrayList<>();
    private final Map<TrackedJob, Integer> lowered = new LinkedHashMap<>();
    private int left;
    private int cancelled;
    private int cancelling;

    /**
     * For one item.
     *
     * @param begins its first jobs
     * @param asked how many pieces shall be cancelled
     */
    Cancellation(FirstJobs first, List<Begin> begins, int asked) {
        this.first = first;
        this.begins = begins;
        this.asked = Math.max(0, asked);
        this.left = this.asked;
    }

    /** Cancels; pieces that lines are asked for already count when nothing else is left. */
    Cancellation carryOut() {
        cancelFree();
        askLines();
        countAsked();
        return this;
    }

    /** The same, for a wish about what remains: pieces that lines are asked for already count first. */
    Cancellation carryOutTheRest() {
        countAsked();
        cancelFree();
        askLines();
        return this;
    }

    List<Change> changes() {
        return changes;
    }

    /** New quantities of jobs that are at no line. */
    Map<TrackedJob, Integer> lowered() {
        return lowered;
    }

    int asked() {
        return asked;
    }

    /** For certain. */
    int cancelled() {
        return cancelled;
    }

    /** A line was asked, and has not answered. */
    int cancelling() {
        return cancelling;
    }

    int notCancelled() {
        return left;
    }

    private void cancelFree() {
        // The last planned first: what comes first may be sent at any moment.
        for (Begin begin : reversed(Standing.FREE)) {
            int pieces = Math.min(left, begin.quantity());
            for (TrackedJob job : begin.jobs()) {
                if (pieces == begin.quantity()) {
                    cancel(job);
                } else if (pieces > 0) {
                    lowered.put(job, job.quantity() - pieces);
                }
            }
            cancelled += pieces;
            left -= pieces;
        }
    }

    private void cancel(TrackedJob job) {
        changes.add(new Change(
                job,
                JobChange.to(JobPhase.CANCELLED, EventType.JOB_CANCELLED, job, "cancelled by the platform")
                        .wishing(CancelWish.ASKED)));
    }

    private void askLines() {
        List<Begin> endable = reversed(Standing.ENDABLE);
        endable.sort(Comparator.comparing(Begin::isBegun));
        for (Begin begin : endable) {
            if (begin.unmade() <= left) {
                begin.jobs().forEach(this::ask);
                cancelling += begin.unmade();
                left -= begin.unmade();
            }
        }
    }

    private void ask(TrackedJob job) {
        if (first.isCancellable(job)) {
            cancel(job);
            return;
        }
        boolean kept = job.phase() == JobPhase.STORED || job.phase() == JobPhase.STARTED;
        changes.add(new Change(
                job,
                JobChange.to(
                                kept ? JobPhase.CANCELLING : job.phase(),
                                EventType.JOB_CANCEL_ASKED,
                                job,
                                "cancelled by the platform; " + job.line() + " is asked not to make it")
                        .wishing(CancelWish.ASKED)));
    }

    private void countAsked() {
        int already = Math.min(left, pieces(Standing.ASKED));
        cancelling += already;
        left -= already;
    }

    private List<Begin> reversed(Standing standing) {
        var found = new ArrayList<Begin>();
        for (int i = begins.size() - 1; i >= 0; i--) {
            if (begins.get(i).standing() == standing) {
                found.add(begins.get(i));
            }
        }
        return found;
    }

    private int pieces(Standing standing) {
        return begins.stream()
                .filter(begin -> begin.standing() == standing)
                .mapToInt(Begin::unmade)
                .sum();
    }

    /** What became of the wish, in words. */
    String detail() {
        String words = cancelled + " of " + asked + " cancelled";
        if (cancelling > 0) {
            words += ", " + cancelling + " asked back of their line";
        }
        return left == 0 ? words : words + why();
    }

    private String why() {
        int made = begins.stream().mapToInt(Begin::made).sum();
        if (left <= made) {
            return ", " + left + " already made";
        }
        var words = new StringJoiner(", ", ", " + left + " not: ", "");
        add(words, made, "already made");
        add(words, pieces(Standing.STAYS), "at a line that does not end them");
        add(words, pieces(Standing.PERSON), "wait for a person");
        add(words, tooMany(), "in jobs at a line with more pieces than are to be cancelled, which it ends as a whole");
        return words.toString();
    }

    private int tooMany() {
        return begins.stream()
                .filter(begin -> begin.standing() == Standing.ENDABLE)
                .filter(begin ->
                        changes.stream().noneMatch(change -> begin.jobs().contains(change.job())))
                .mapToInt(Begin::unmade)
                .sum();
    }

    private static void add(StringJoiner words, int pieces, String what) {
        if (pieces > 0) {
            words.add(pieces + " " + what);
        }
    }
}
