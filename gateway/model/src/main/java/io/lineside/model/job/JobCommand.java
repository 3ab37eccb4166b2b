package io.lineside.model.job;

import io.lineside.model.JobOrderId;
import java.util.Optional;

/**
 * One command to a line about one job order.
 *
 * @param jobOrderId which job order
 * @param order the whole order where the action carries one; at Start what was ordered, where it is known, so that a
 *     line that shows what it stored can be compared before it starts
 * @param comment why, for the line's own log; empty for none
 */
public record JobCommand(JobAction action, JobOrderId jobOrderId, Optional<JobOrder> order, String comment) {
    /** Refuses an action without its order, or an order that the action does not carry. */
    public JobCommand {
        if (action != JobAction.START && action.carriesOrder() != order.isPresent()) {
            throw new IllegalArgumentException(
                    action.methodName() + (order.isPresent() ? " carries no job order" : " needs a job order"));
        }
    }

    /** A command that carries the whole order: Store, StoreAndStart or Update. */
    public static JobCommand carrying(JobAction action, JobOrder order) {
        return new JobCommand(action, order.id(), Optional.of(order), order.description());
    }

    /** Start of an order that the line has, if it has it as it was ordered. */
    public static JobCommand starting(JobOrder ordered) {
        return new JobCommand(JobAction.START, ordered.id(), Optional.of(ordered), ordered.description());
    }

    /** A command about an order that the line already has. */
    public static JobCommand about(JobAction action, JobOrderId jobOrderId) {
        return new JobCommand(action, jobOrderId, Optional.empty(), "");
    }
}
