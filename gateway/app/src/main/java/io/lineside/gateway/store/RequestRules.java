package io.lineside.gateway.store;

import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.Map;
import java.util.Optional;

/** What job changes mean for the rest of the order. Pure: asked again when a transaction is repeated. Thread-safe. */
public interface RequestRules {
    /**
     * The state of an order whose jobs are in these phases; not asked about orders in a final state.
     *
     * @param phases how many jobs are in each phase; phases without jobs are absent
     * @param ordered pieces of all items
     * @param finished ordered pieces that every last operation of their item made good, so that it reaches
     *     {@code ordered} only when each item is complete; 0 until every phase is final
     */
    RequestState stateOf(RequestState current, Map<JobPhase, Integer> phases, int ordered, int finished);

    /**
     * What becomes of a job after one more of its predecessors became final; empty leaves it waiting. The store lowers
     * the quantity of a job that stays by itself.
     *
     * @param waiting not final, already counting the predecessor as done
     * @param goodOfPredecessors the fewest good pieces of any final predecessor
     */
    Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors);
}
