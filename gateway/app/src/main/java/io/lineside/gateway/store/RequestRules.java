package io.lineside.gateway.store;

import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What job changes mean for the rest of the order. Pure: asked again when a transaction is repeated. Thread-safe. */
public interface RequestRules {
    /**
     * How the jobs of an order are.
     *
     * @param phases how many jobs are in each phase; phases without jobs are absent
     * @param move whether any of them goes on by itself: it is at a line, or waits for nothing but its line; all others
     *     that are not final wait for a person, or for a job that does
     * @param ordered pieces of all items
     * @param finished ordered pieces that every last operation of their item made good, so that it reaches
     *     {@code ordered} only when each item is complete; 0 until every phase is final
     */
    record Jobs(Map<JobPhase, Integer> phases, boolean move, int ordered, int finished) {
        /** Copies the map. */
        public Jobs {
            phases = Map.copyOf(phases);
        }
    }

    /** The state of an order whose jobs are so; not asked about orders in a final state. */
    RequestState stateOf(RequestState current, Jobs jobs);

    /**
     * What becomes of a job after one more of its predecessors became final; empty leaves it waiting. The store lowers
     * the quantity of a job that stays by itself.
     *
     * @param waiting not final, already counting the predecessor as done
     * @param goodOfPredecessors the fewest good pieces of any final predecessor
     */
    Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors);

    /**
     * How many pieces of a batch are made again, now that none of its jobs makes anything more; asked once for each batch,
     * and only where its product still allows it. None by default.
     *
     * @param batch all its jobs, final, in the order they were planned
     */
    default int remade(List<TrackedJob> batch) {
        return 0;
    }
}
