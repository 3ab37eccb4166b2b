package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.work.Effort;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
     * @param unwanted whether nothing was made because the platform cancelled it; false until every phase is final
     */
    record Jobs(Map<JobPhase, Integer> phases, boolean move, int ordered, int finished, boolean unwanted) {
        /** Copies the map. */
        public Jobs {
            phases = Map.copyOf(phases);
        }

        /** Jobs of which the platform cancelled none. */
        public Jobs(Map<JobPhase, Integer> phases, boolean move, int ordered, int finished) {
            this(phases, move, ordered, finished, false);
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
     * How many pieces of a batch lines have scrapped so far that have to be made again; asked whenever a line has named a
     * piece as scrap, or has ended a job with scrap. None by default.
     *
     * @param batch all its jobs, in the order they were planned
     * @param wanted pieces that its first operations were to make
     */
    default int lost(List<TrackedJob> batch, int wanted) {
        return 0;
    }

    /** A job that makes scrap again and has no line yet. */
    record Placing(
            TrackedJob replaced,
            JobOrderId id,
            Set<JobOrderId> after,
            List<EquipmentId> capable,
            Effort effort,
            int pieces,
            Optional<WorkMasterId> workMaster,
            Optional<Instant> wantedBy) {
        /** Copies the collections. */
        public Placing {
            after = Set.copyOf(after);
            capable = List.copyOf(capable);
        }
    }

    /** Where a job goes, and why. */
    record Placed(JobOrderId replaced, EquipmentId line, String why) {}

    /**
     * Chooses the lines of jobs that make scrap again. The line of what they replace by default.
     *
     * @param jobs predecessors before successors
     * @param loads how busy the lines are with what is planned for them
     */
    default List<Placed> place(List<Placing> jobs, List<LineLoad> loads, Instant now) {
        return jobs.stream()
                .map(job -> new Placed(job.replaced().id(), job.replaced().line(), "as for what it replaces"))
                .toList();
    }
}
