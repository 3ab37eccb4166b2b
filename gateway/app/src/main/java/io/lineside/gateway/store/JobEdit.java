package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.Optional;

/** A job with some of its values replaced. */
final class JobEdit {

    private final TrackedJob job;
    private EquipmentId line;
    private JobPhase phase;
    private int quantity;
    private int waitsFor;
    private int attempt;
    private int good;
    private int scrap;
    private String reason;
    private boolean cleared;
    private Optional<Instant> sentAt;
    private Optional<Instant> startedAt;
    private Optional<Instant> endedAt;
    private ReportMark lastReport;
    private NamedUnits named;
    private CancelWish wish;

    private JobEdit(TrackedJob job) {
        this.job = job;
        this.line = job.line();
        this.phase = job.phase();
        this.quantity = job.quantity();
        this.waitsFor = job.waitsFor();
        this.attempt = job.attempt();
        this.good = job.good();
        this.scrap = job.scrap();
        this.reason = job.reason();
        this.cleared = job.cleared();
        this.sentAt = job.sentAt();
        this.startedAt = job.startedAt();
        this.endedAt = job.endedAt();
        this.lastReport = job.lastReport();
        this.named = job.named();
        this.wish = job.wish();
    }

    /** The job after a decision; the times are the gateway's, because machine clocks disagree. */
    static TrackedJob changed(TrackedJob job, JobChange change, Instant now) {
        var edit = new JobEdit(job);
        edit.line = change.line().orElse(job.line());
        edit.phase = change.phase();
        edit.good = change.good();
        edit.scrap = change.scrap();
        edit.reason = change.reason();
        edit.lastReport = change.report().orElse(job.lastReport());
        edit.named = job.named().with(change.named());
        edit.wish = change.wish().orElse(job.wish());
        if (hasStarted(change) && job.startedAt().isEmpty()) {
            edit.startedAt = Optional.of(now);
        }
        if (change.phase().isFinal() && job.endedAt().isEmpty()) {
            edit.endedAt = Optional.of(now);
        }
        return edit.done();
    }

    /** Whether the reports before this one are late or not: what is being made, or was, has started. */
    private static boolean hasStarted(JobChange change) {
        return switch (change.phase()) {
            case RUNNING, INTERRUPTED, ENDED -> true;
            case ABORTED -> change.good() > 0 || change.scrap() > 0;
            default -> false;
        };
    }

    /** The job about to be sent once more. */
    static TrackedJob sending(TrackedJob job, Instant now) {
        var edit = new JobEdit(job);
        edit.phase = JobPhase.SENDING;
        edit.attempt = job.attempt() + 1;
        edit.reason = "";
        edit.sentAt = Optional.of(now);
        edit.lastReport = job.lastReport().closed(); // a line that forgot the job counts anew
        return edit.done();
    }

    /** The job with one predecessor fewer to wait for. */
    static TrackedJob predecessorDone(TrackedJob job) {
        var edit = new JobEdit(job);
        edit.waitsFor = job.waitsFor() - 1;
        return edit.done();
    }

    /** The job for fewer pieces. */
    static TrackedJob lowered(TrackedJob job, int quantity) {
        var edit = new JobEdit(job);
        edit.quantity = quantity;
        return edit.done();
    }

    /** The job for fewer pieces, as its platform wishes. */
    static TrackedJob fewer(TrackedJob job, int quantity) {
        var edit = new JobEdit(job);
        edit.quantity = quantity;
        edit.wish = CancelWish.FEWER;
        return edit.done();
    }

    /** The job that its line has forgotten. */
    static TrackedJob cleared(TrackedJob job) {
        var edit = new JobEdit(job);
        edit.cleared = true;
        return edit.done();
    }

    /**
     * What is planned for a job that makes some pieces of another again.
     *
     * @param phase Queued, or Held with a reason
     */
    record Again(JobOrderId id, Batch batch, EquipmentId line, int waitsFor, JobPhase phase, String reason) {}

    /** A job that makes some pieces of this one again, as yet untouched. */
    static TrackedJob again(TrackedJob job, Again again, Instant now) {
        return new TrackedJob(
                again.id(),
                job.request(),
                job.item(),
                job.operation(),
                again.batch(),
                again.line(),
                job.lastOperation(),
                again.phase(),
                again.batch().units().count(),
                again.waitsFor(),
                0,
                0,
                0,
                again.reason(),
                false,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReportMark.NONE,
                NamedUnits.NONE,
                CancelWish.NONE);
    }

    private TrackedJob done() {
        return new TrackedJob(
                job.id(),
                job.request(),
                job.item(),
                job.operation(),
                job.batch(),
                line,
                job.lastOperation(),
                phase,
                quantity,
                waitsFor,
                attempt,
                good,
                scrap,
                reason,
                cleared,
                job.queuedAt(),
                sentAt,
                startedAt,
                endedAt,
                lastReport,
                named,
                wish);
    }
}
