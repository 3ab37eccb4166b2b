package io.lineside.gateway.plan;

import io.lineside.model.Capability;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.WorkRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What planning made of a draft. */
public sealed interface PlanOutcome {
    /**
     * The order and all its job orders, predecessors before successors.
     *
     * @param start when the first job is expected to begin, as the lines are now
     * @param finish when the last is expected to be done
     * @param measured how many of the jobs are expected to take as long as their line really took lately; the others as
     *     long as planned
     */
    record Planned(WorkRequest request, List<PlannedJob> jobs, Instant start, Instant finish, int measured)
            implements PlanOutcome {
        /** Copies the list. */
        public Planned {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * An expression of the product fails for this very item.
     *
     * @param detail the expression's place in the product file and what went wrong
     */
    record Failing(int item, String detail) implements PlanOutcome {}

    /** No line of the site offers what an operation needs. */
    record NoLine(int item, String operation, Set<Capability> needs) implements PlanOutcome {}

    /** The order would be more job orders than one order may be. */
    record TooManyJobs(int most) implements PlanOutcome {}
}
