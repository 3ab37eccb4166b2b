package io.lineside.gateway;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs and reports to judge. */
public final class Jobs {
    /** How many pieces every job makes. */
    public static final int QUANTITY = 12;

    private Jobs() {}

    /** A job in a phase, nothing made, sent once. */
    public static TrackedJob in(JobPhase phase) {
        return made(phase, 0, 0);
    }

    /** A job in a phase with so many good and scrapped pieces. */
    public static TrackedJob made(JobPhase phase, int good, int scrap) {
        return new TrackedJob(
                new JobOrderId("ord_1-1-glaze"),
                new WorkRequestId("ord_1"),
                1,
                "glaze",
                Batch.whole(QUANTITY),
                new EquipmentId("glaze-1"),
                false,
                phase,
                QUANTITY,
                0,
                1,
                good,
                scrap,
                "",
                false,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReportMark.NONE,
                NamedUnits.NONE,
                CancelWish.NONE);
    }

    /** What a line reports about such a job. */
    public static JobResponse report(JobState state, int good, int scrap) {
        return report(new JobOrderId("ord_1-1-glaze"), state, good, scrap);
    }

    /** What a line reports about a job. */
    public static JobResponse report(JobOrderId id, JobState state, int good, int scrap) {
        return new JobResponse(
                "r1",
                id,
                state,
                Optional.of(Instant.ofEpochSecond(1)),
                Optional.empty(),
                Optional.empty(),
                List.of(JobParameter.of(JobResponse.SCRAP_QUANTITY, new ParameterValue.Whole(scrap))),
                List.of(Material.produced("mug", good)));
    }

    /** A report that the line counts as its n-th about the job, made n seconds after the first. */
    public static JobResponse counted(int n, JobResponse report) {
        return new JobResponse(
                report.jobOrderId() + "#" + n,
                report.jobOrderId(),
                report.state(),
                Optional.of(Instant.parse("2026-03-01T06:00:00Z").plusSeconds(n)),
                report.startTime(),
                report.endTime(),
                report.data(),
                report.materials(),
                report.substate());
    }

    /** The job after a change. */
    public static TrackedJob after(TrackedJob job, JobChange change) {
        return with(job, change, change.report().orElse(job.lastReport()));
    }

    /** The job with another mark of the line's latest report. */
    public static TrackedJob marked(TrackedJob job, ReportMark mark) {
        return with(job, JobChange.to(job.phase(), EventType.JOB_PROGRESSED, job, job.reason()), mark);
    }

    private static TrackedJob with(TrackedJob job, JobChange change, ReportMark mark) {
        return new TrackedJob(
                job.id(),
                job.request(),
                job.item(),
                job.operation(),
                job.batch(),
                job.line(),
                job.lastOperation(),
                change.phase(),
                job.quantity(),
                job.waitsFor(),
                job.attempt(),
                change.good(),
                change.scrap(),
                change.reason(),
                job.cleared(),
                job.queuedAt(),
                job.sentAt(),
                job.startedAt(),
                job.endedAt(),
                mark,
                job.named().with(change.named()),
                change.wish().orElse(job.wish()));
    }
}
