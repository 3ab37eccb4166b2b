package io.lineside.model.work;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobOrder;
import java.util.List;
import java.util.Set;

/**
 * A job order and its place in the plan of an order.
 *
 * @param item number of the item it makes
 * @param operation id of the product's operation it runs
 * @param line where it is to be made
 * @param after job orders of the same order that must end first
 * @param capable every line that could make it, the planned one among them
 * @param lastOperation whether its good pieces count as finished pieces of the item
 */
public record PlannedJob(
        JobOrder order,
        int item,
        String operation,
        EquipmentId line,
        List<EquipmentId> capable,
        Set<JobOrderId> after,
        boolean lastOperation) {
    /** Copies the collections. */
    public PlannedJob {
        capable = List.copyOf(capable);
        after = Set.copyOf(after);
    }

    /** A job that only the planned line can make. */
    public PlannedJob(
            JobOrder order,
            int item,
            String operation,
            EquipmentId line,
            Set<JobOrderId> after,
            boolean lastOperation) {
        this(order, item, operation, line, List.of(line), after, lastOperation);
    }
}
