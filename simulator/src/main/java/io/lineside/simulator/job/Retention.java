package io.lineside.simulator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long a line keeps what it knows of jobs that are over (OPC 10031-4 leaves this to the server). Clear forgets a
 * job at once in any case.
 *
 * @param keep responses kept, 0 or more; the one that ended first is forgotten first
 * @param keepFor time a response is kept after its job's end; empty: for ever
 * @param autoClear whether a job that is over leaves the job order list by itself: commands no longer know it, its
 *     response is still kept
 */
public record Retention(int keep, Optional<Duration> keepFor, boolean autoClear) {
    /** Refuses what makes no sense, naming the key. */
    public Retention {
        if (keep < 0) {
            throw new IllegalArgumentException("keep: must be 0 or more, was " + keep);
        }
        if (keepFor.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            throw new IllegalArgumentException("keepFor: must be longer than 0s, was " + keepFor.get());
        }
    }

    /** Everything is kept until Clear. */
    public static final Retention UNTIL_CLEAR = new Retention(Integer.MAX_VALUE, Optional.empty(), false);

    /** The same in a plant that is so many times faster. */
    public Retention scaled(double timeScale) {
        return new Retention(
                keep,
                keepFor.map(time -> Duration.ofNanos(Math.max(1, Math.round(time.toNanos() / timeScale)))),
                autoClear);
    }

    /** Those of the jobs that are to be forgotten at that moment. */
    List<Job> expired(Collection<Job> jobs, Instant now) {
        if (equals(UNTIL_CLEAR)) {
            return List.of();
        }
        List<Job> over = over(jobs);
        int tooMany = Math.max(0, over.size() - keep);
        long tooOld = keepFor.map(time -> over.stream()
                        .takeWhile(job -> !job.endTime().plus(time).isAfter(now))
                        .count())
                .orElse(0L);
        return over.subList(0, (int) Math.max(tooMany, tooOld));
    }

    /** How long until the next job is to be forgotten, if any is. */
    Optional<Duration> untilNext(Collection<Job> jobs, Instant now) {
        return keepFor.flatMap(time -> over(jobs).stream()
                .findFirst()
                .map(job -> Duration.between(now, job.endTime().plus(time))));
    }

    /** Whether the job order list still shows the job, and commands know it. */
    boolean isListed(JobState state) {
        return !autoClear || !state.isOver();
    }

    private static List<Job> over(Collection<Job> jobs) {
        return jobs.stream()
                .filter(job -> job.state().isOver())
                .sorted(Comparator.comparing(Job::endTime))
                .toList();
    }
}
