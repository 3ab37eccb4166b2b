package io.lineside.gateway.intake;

import io.lineside.gateway.store.ActionView;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The jobs with which the making of an item begins, by batch: a piece that these have not made is not begun, and what
 * comes after them follows by itself. Pure.
 */
final class FirstJobs {
    /** With this begins the reason of a job that its platform holds; a person's hold says something else. */
    static final String HELD = "held by the platform";

    /** What may be done about the pieces of a batch. */
    enum Standing {
        /** No line has or had any of its jobs. */
        FREE,
        /** A line has one of them and can be told to end it. */
        ENDABLE,
        /** A line has been asked for one of them and has not answered. */
        ASKED,
        /** A line has one of them and can not be told to end it, or did not. */
        STAYS,
        /** A person is waited for. */
        PERSON,
        /** One of them is over. */
        OVER
    }

    /** The first jobs of one batch, one for each operation that it begins with. */
    record Begin(List<TrackedJob> jobs, Standing standing) {
        Begin {
            jobs = List.copyOf(jobs);
        }

        /** Pieces that are to be made. */
        int quantity() {
            return jobs.stream().mapToInt(TrackedJob::quantity).min().orElse(0);
        }

        /** Pieces that all of its jobs have made. */
        int made() {
            return jobs.stream().mapToInt(TrackedJob::good).min().orElse(0);
        }

        /** Pieces that are neither made nor scrapped. */
        int unmade() {
            return jobs.stream()
                    .mapToInt(job -> job.phase().isFinal() ? job.unmade() : job.quantity() - job.good())
                    .max()
                    .orElse(0);
        }

        /** Whether a line makes it already. */
        boolean isBegun() {
            return jobs.stream()
                    .anyMatch(job -> job.phase() == JobPhase.RUNNING || job.phase() == JobPhase.INTERRUPTED);
        }
    }

    private final ActionView view;
    private final BiPredicate<EquipmentId, JobPhase> mayEnd;

    FirstJobs(ActionView view, BiPredicate<EquipmentId, JobPhase> mayEnd) {
        this.view = view;
        this.mayEnd = mayEnd;
    }

    /** Those of an item, batch by batch, as they were planned. */
    List<Begin> of(WorkItem item) {
        Map<String, List<TrackedJob>> batches = new LinkedHashMap<>();
        view.request().jobs().stream()
                .filter(job -> job.item() == item.number() && !view.followers().contains(job.id()))
                .forEach(job -> batches.computeIfAbsent(name(job.batch()), key -> new ArrayList<>())
                        .add(job));
        return batches.values().stream()
                .map(jobs -> new Begin(jobs, standing(jobs)))
                .toList();
    }

    private static String name(Batch batch) {
        return batch.number() + "/" + batch.remake();
    }

    /** Pieces of an item that are not cancelled. */
    int left(WorkItem item) {
        return of(item).stream().mapToInt(FirstJobs::left).sum();
    }

    /** Jobs that make scrap again add no piece to those they stand for, but take them away when they are cancelled. */
    private static int left(Begin begin) {
        int cancelled =
                begin.jobs().stream().mapToInt(FirstJobs::cancelled).max().orElse(0);
        boolean again = begin.jobs().stream().anyMatch(job -> job.batch().remake() > 0);
        return (again ? 0 : begin.quantity()) - cancelled;
    }

    private static int cancelled(TrackedJob job) {
        boolean over = job.phase() == JobPhase.CANCELLED
                || (job.wish() == CancelWish.ASKED && job.phase().isFinal());
        return over ? job.unmade() : 0;
    }

    private Standing standing(List<TrackedJob> jobs) {
        if (jobs.stream().anyMatch(job -> job.phase().isFinal())) {
            return Standing.OVER;
        }
        if (jobs.stream().allMatch(this::isCancellable)) {
            return Standing.FREE;
        }
        if (jobs.stream().anyMatch(job -> job.wish() == CancelWish.ASKED)) {
            return Standing.ASKED;
        }
        if (jobs.stream().anyMatch(this::waitsForAPerson)) {
            return Standing.PERSON;
        }
        return jobs.stream().allMatch(job -> isCancellable(job) || isEndable(job)) ? Standing.ENDABLE : Standing.STAYS;
    }

    private boolean waitsForAPerson(TrackedJob job) {
        return view.doubtful().contains(job.id())
                || job.phase() == JobPhase.QUARANTINED
                || (job.phase() == JobPhase.HELD && !isHeld(job));
    }

    private boolean isEndable(TrackedJob job) {
        return job.phase().isAtLine()
                && job.phase() != JobPhase.CANCELLING
                && job.wish() != CancelWish.REFUSED
                && mayEnd.test(job.line(), job.phase());
    }

    /** Whether no line has it: it is over as soon as that is written. */
    boolean isCancellable(TrackedJob job) {
        return isFree(job) || (isHeld(job) && !view.doubtful().contains(job.id()));
    }

    boolean isFree(TrackedJob job) {
        return job.phase() == JobPhase.QUEUED && !view.doubtful().contains(job.id());
    }

    boolean isHeld(TrackedJob job) {
        return job.phase() == JobPhase.HELD && job.reason().equals(HELD);
    }
}
