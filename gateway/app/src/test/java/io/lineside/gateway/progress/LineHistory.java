package io.lineside.gateway.progress;

import io.lineside.gateway.Jobs;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** What lines say about a job, in the order in which they say it. */
public final class LineHistory {
    private LineHistory() {}

    /** What a real line may say about one job; now and then it is not over yet. */
    public static List<JobResponse> any(Random random) {
        List<JobResponse> said = new ArrayList<>();
        if (random.nextBoolean()) {
            said.add(Jobs.report(JobState.NOT_ALLOWED_TO_START, 0, 0));
        }
        said.add(Jobs.report(JobState.ALLOWED_TO_START, 0, 0));
        int good = 0;
        int scrap = 0;
        for (int step = random.nextInt(12); step > 0; step--) {
            switch (random.nextInt(3)) {
                case 0 -> said.add(held(good));
                case 1 -> said.add(Jobs.report(JobState.RUNNING, Math.min(Jobs.QUANTITY, ++good), scrap));
                default -> said.add(Jobs.report(JobState.RUNNING, good, ++scrap));
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> said.add(Jobs.report(JobState.ENDED, Jobs.QUANTITY, scrap));
            case 1 -> said.add(Jobs.report(JobState.ABORTED, good, scrap));
            default -> {}
        }
        return IntStream.range(0, said.size())
                .mapToObj(i -> Jobs.counted(i + 1, said.get(i)))
                .toList();
    }

    /** The line has interrupted the job by itself. */
    public static JobResponse held(int good) {
        return with(Jobs.report(JobState.INTERRUPTED, good, 0), "r", Optional.of(JobSubstate.HELD), Optional.empty());
    }

    /** A report with the machine's time of it. */
    public static JobResponse at(int second, JobResponse report) {
        Instant time = Instant.parse("2026-03-01T06:00:00Z").plusSeconds(second);
        return with(report, report.id(), report.substate(), Optional.of(time));
    }

    private static JobResponse with(
            JobResponse report, String id, Optional<JobSubstate> substate, Optional<Instant> reportedAt) {
        return new JobResponse(
                id,
                report.jobOrderId(),
                report.state(),
                reportedAt,
                report.startTime(),
                report.endTime(),
                report.data(),
                report.materials(),
                substate);
    }
}
