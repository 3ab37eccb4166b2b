package io.lineside.gateway.progress;

import io.lineside.gateway.store.LineLoad;
import io.lineside.gateway.store.RequestRules;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.Units;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the jobs of an order say about the order, and what a finished job means for those after it. Pure; thread-safe. */
public final class OrderRules implements RequestRules {
    private static final Set<JobPhase> BEGUN =
            EnumSet.of(JobPhase.RUNNING, JobPhase.INTERRUPTED, JobPhase.ENDED, JobPhase.ABORTED);

    private static final String NOTHING_TO_WORK_ON = "nothing to work on: the operation before it made no good piece";

    private final RemakeLines lines;

    /** Rules by which scrap is made again where it was made. */
    public OrderRules() {
        this(new RemakeLines());
    }

    /** Rules by which scrap is made again on these lines. */
    public OrderRules(RemakeLines lines) {
        this.lines = lines;
    }

    @Override
    public RequestState stateOf(RequestState current, Jobs jobs) {
        Set<JobPhase> phases = jobs.phases().keySet();
        if (current.isFinal()) {
            return current;
        }
        if (phases.stream().allMatch(JobPhase::isFinal)) {
            return ending(phases, jobs);
        }
        // A platform is told that its order stands still only when nothing of it goes on (gateway/adr/0010).
        if (!jobs.move() && phases.contains(JobPhase.QUARANTINED)) {
            return RequestState.QUARANTINED;
        }
        if (!jobs.move() && phases.contains(JobPhase.HELD)) {
            return RequestState.HELD;
        }
        boolean begun = current == RequestState.IN_PROGRESS || phases.stream().anyMatch(BEGUN::contains);
        return begun ? RequestState.IN_PROGRESS : RequestState.RELEASED;
    }

    @Override
    public Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors) {
        return goodOfPredecessors > 0
                ? Optional.empty()
                : Optional.of(JobChange.to(JobPhase.CANCELLED, EventType.JOB_CANCELLED, waiting, NOTHING_TO_WORK_ON));
    }

    /**
     * What lines scrapped is made again, as far as pieces are missing for it; what they gave up is for a person. A line
     * that only counts may still make up for scrap until its job has ended; a piece that it names is lost at once.
     */
    @Override
    public int lost(List<TrackedJob> batch, int wanted) {
        if (batch.stream().anyMatch(OrderRules::isInTheWay)) {
            return 0;
        }
        int reachable = batch.stream().mapToInt(OrderRules::reachable).min().orElse(0);
        int scrapped = batch.stream().mapToInt(OrderRules::scrapped).reduce(0, OrderRules::added);
        Units named = Units.NONE;
        for (TrackedJob job : batch) {
            named = scrapped(job) > 0 ? named.plus(job.named().scrap()) : named;
        }
        return Math.max(Math.max(0, Math.min(wanted - reachable, scrapped)), named.count());
    }

    /** The most good pieces that a job may still come to. */
    private static int reachable(TrackedJob job) {
        return job.phase().isFinal()
                ? job.good()
                : job.quantity() - job.named().scrap().count();
    }

    /** The pieces that a job has scrapped for good. */
    private static int scrapped(TrackedJob job) {
        return job.phase().isFinal()
                ? Math.min(job.scrap(), job.quantity() - job.good())
                : job.named().scrap().count();
    }

    private static int added(int sum, int scrap) {
        return (int) Math.min(Integer.MAX_VALUE, (long) sum + scrap);
    }

    /** A job that failed or was cancelled would be in the way of the pieces again; others its platform wants no more. */
    private static boolean isInTheWay(TrackedJob job) {
        return job.phase() == JobPhase.FAILED
                || job.wish().isUnwanted()
                || (job.phase() == JobPhase.CANCELLED && !job.reason().equals(NOTHING_TO_WORK_ON));
    }

    @Override
    public List<Placed> place(List<Placing> jobs, List<LineLoad> loads, Instant now) {
        return lines.place(jobs, loads, now);
    }

    private static RequestState ending(Set<JobPhase> phases, Jobs jobs) {
        if (jobs.finished() >= jobs.ordered()) {
            return RequestState.COMPLETED;
        }
        if (jobs.finished() > 0) {
            return RequestState.PARTIALLY_COMPLETED;
        }
        return jobs.unwanted() || phases.equals(EnumSet.of(JobPhase.CANCELLED))
                ? RequestState.CANCELLED
                : RequestState.FAILED;
    }
}
