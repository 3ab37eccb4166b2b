package io.lineside.gateway.store;

import io.lineside.model.work.JobChange;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Map;

/**
 * What becomes of the jobs of an order, and what its platform is answered.
 *
 * @param changes of jobs; those that are at a line only get a wish
 * @param lowered quantities of jobs that are at no line, by job
 * @param answer JSON, answered once more to the same call
 */
public record ActionDecision(List<Change> changes, Map<TrackedJob, Integer> lowered, String answer) {
    /** Copies the collections. */
    public ActionDecision {
        changes = List.copyOf(changes);
        lowered = Map.copyOf(lowered);
    }

    /** The change of one job. */
    public record Change(TrackedJob job, JobChange change) {}
}
