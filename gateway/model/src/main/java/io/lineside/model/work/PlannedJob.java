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
 * @param batch which pieces of the item it makes
 * @param effort how long it keeps the line
 * @param remakes how often what the batch scraps may be made again
 * @param why why this line; empty where nobody chose
 */
public record PlannedJob(
        JobOrder order,
        int item,
        String operation,
        EquipmentId line,
        List<EquipmentId> capable,
        Set<JobOrderId> after,
        boolean lastOperation,
        Batch batch,
        Effort effort,
        int remakes,
        String why) {
    /** Copies the collections. */
    public PlannedJob {
        capable = List.copyOf(capable);
        after = Set.copyOf(after);
    }

    /** A job that makes all pieces of its item, of which none is made again. */
    public PlannedJob(
            JobOrder order,
            int item,
            String operation,
            EquipmentId line,
            List<EquipmentId> capable,
            Set<JobOrderId> after,
            boolean lastOperation) {
        this(
                order,
                item,
                operation,
                line,
                capable,
                after,
                lastOperation,
                Batch.whole(order.quantity()),
                Effort.UNKNOWN,
                0,
                "");
    }

    /** The same on the only line that can. */
    public PlannedJob(
            JobOrder order,
            int item,
            String operation,
            EquipmentId line,
            Set<JobOrderId> after,
            boolean lastOperation) {
        this(order, item, operation, line, List.of(line), after, lastOperation);
    }

    /** The same job of some of its item's pieces, made again so often. */
    public PlannedJob of(Batch pieces, int times) {
        return new PlannedJob(order, item, operation, line, capable, after, lastOperation, pieces, effort, times, why);
    }
}
