package io.lineside.gateway.dispatch;

import io.lineside.config.LineLimits;
import io.lineside.gateway.store.OpenJobs;
import io.lineside.gateway.store.WaitingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges which jobs of a line have been as they are for too long. Pure; thread-safe. */
final class OverdueRules {
    private OverdueRules() {}

    /**
     * The longest overdue first.
     *
     * @param free since when the line could have taken the next job; empty while it can not: then that job only waits
     */
    static List<OverdueJob> judge(OpenJobs jobs, Optional<Instant> free, LineLimits limits, Instant now) {
        Stream<OverdueJob> next = free.stream().flatMap(from -> jobs.next().stream()
                .flatMap(job -> overdue(job, later(job.since(), from), limits, now).stream()));
        Stream<OverdueJob> others = Stream.concat(jobs.atLine().stream(), jobs.waiting().stream())
                .flatMap(job -> overdue(job, job.since(), limits, now).stream());
        return Stream.concat(next, others)
                .sorted(Comparator.comparing(OverdueJob::since))
                .toList();
    }

    private static Optional<OverdueJob> overdue(WaitingJob job, Instant since, LineLimits limits, Instant now) {
        return limits.of(job.job().phase())
                .filter(limit -> Duration.between(since, now).compareTo(limit) > 0)
                .map(limit -> new OverdueJob(job, since, limit));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
