package io.lineside.model.work;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import java.util.Set;

/**
 * A job order and its place in the plan of an order.
 *
 * @param item number of the item it makes
 * @param operation id of the product's operation it runs
 * @param line where it is to be made
 * @param after job orders of the same order that must end first
 * @param lastOperation whether its good pieces count as finished pieces of the item
 */
public record PlannedJob(
        JobOrder order, int item, String operation, EquipmentId line, Set<JobOrderId> after, boolean lastOperation) {
    /** Copies the set. */
    public PlannedJob {
        after = Set.copyOf(after);
    }
}
