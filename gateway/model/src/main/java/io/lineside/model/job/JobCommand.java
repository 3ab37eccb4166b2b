package io.lineside.model.job;

import io.lineside.model.JobOrderId;
import java.util.Optional;

/**
 * One command to a line about one job order.
 *
 * @param jobOrderId which job order
 * @param order the whole order, present exactly when the action carries one
 * @param comment why, for the line's own log; empty for none
 */
public record JobCommand(JobAction action, JobOrderId jobOrderId, Optional<JobOrder> order, String comment) {
    /** Refuses an action without its order, or an order that the action does not carry. */
    public JobCommand {
        if (action.carriesOrder() != order.isPresent()) {
            throw new IllegalArgumentException(
                    action.methodName() + (order.isPresent() ? " carries no job order" : " needs a job order"));
        }
    }

    /** A command that carries the whole order: Store, StoreAndStart or Update. */
    public static JobCommand carrying(JobAction action, JobOrder order) {
        return new JobCommand(action, order.id(), Optional.of(order), "");
    }

    /** A command about an order that the line already has. */
    public static JobCommand about(JobAction action, JobOrderId jobOrderId) {
        return new JobCommand(action, jobOrderId, Optional.empty(), "");
    }
}
