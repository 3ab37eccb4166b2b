package io.lineside.gateway.progress;

import io.lineside.gateway.store.RequestRules;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the jobs of an order say about the order, and what a finished job means for those after it. Pure; thread-safe. */
public final class OrderRules implements RequestRules {
    private static final Set<JobPhase> BEGUN =
            EnumSet.of(JobPhase.RUNNING, JobPhase.INTERRUPTED, JobPhase.ENDED, JobPhase.ABORTED);

    private static final String NOTHING_TO_WORK_ON = "nothing to work on: the operation before it made no good piece";

    @Override
    public RequestState stateOf(RequestState current, Jobs jobs) {
        Set<JobPhase> phases = jobs.phases().keySet();
        if (current.isFinal()) {
            return current;
        }
        if (phases.stream().allMatch(JobPhase::isFinal)) {
            return ending(phases, jobs.ordered(), jobs.finished());
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

    /** What lines scrapped is made again, as far as pieces are missing for it; what they gave up is for a person. */
    @Override
    public int remade(List<TrackedJob> batch) {
        if (!batch.stream().allMatch(OrderRules::isWorkedOff)) {
            return 0;
        }
        // As many as its first operations were to make: a platform may have wanted fewer meanwhile.
        int wanted = batch.stream().mapToInt(TrackedJob::quantity).max().orElse(0);
        int missing = wanted - Finished.pieces(batch);
        int scrap = batch.stream().mapToInt(TrackedJob::scrap).reduce(0, OrderRules::added);
        return Math.max(0, Math.min(missing, scrap));
    }

    private static int added(int sum, int scrap) {
        return (int) Math.min(Integer.MAX_VALUE, (long) sum + scrap);
    }

    /** A job that failed or that a person cancelled would be in the way of the pieces again. */
    private static boolean isWorkedOff(TrackedJob job) {
        return job.phase() == JobPhase.ENDED
                || job.phase() == JobPhase.ABORTED
                || (job.phase() == JobPhase.CANCELLED && job.reason().equals(NOTHING_TO_WORK_ON));
    }

    private static RequestState ending(Set<JobPhase> phases, int ordered, int finished) {
        if (finished >= ordered) {
            return RequestState.COMPLETED;
        }
        if (finished > 0) {
            return RequestState.PARTIALLY_COMPLETED;
        }
        return phases.equals(EnumSet.of(JobPhase.CANCELLED)) ? RequestState.CANCELLED : RequestState.FAILED;
    }
}
