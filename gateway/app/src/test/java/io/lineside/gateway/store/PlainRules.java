package io.lineside.gateway.store;

import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.Map;
import java.util.Optional;

/** Rules simple enough to foretell what the store must do with them. */
final class PlainRules implements RequestRules {

    @Override
    public RequestState stateOf(RequestState current, Jobs jobs) {
        Map<JobPhase, Integer> phases = jobs.phases();
        if (phases.keySet().stream().allMatch(JobPhase::isFinal)) {
            if (jobs.finished() >= jobs.ordered()) {
                return RequestState.COMPLETED;
            }
            return jobs.finished() > 0 ? RequestState.PARTIALLY_COMPLETED : RequestState.FAILED;
        }
        return phases.containsKey(JobPhase.RUNNING) ? RequestState.IN_PROGRESS : current;
    }

    @Override
    public Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors) {
        return goodOfPredecessors > 0
                ? Optional.empty()
                : Optional.of(
                        JobChange.to(JobPhase.CANCELLED, EventType.JOB_CANCELLED, waiting, "nothing is left to make"));
    }
}
