package io.lineside.simulator.opcua;

import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import java.util.List;

/** Another order than the one that was given: every parameter is a little off. */
final class Lie {
    private Lie() {}

    static JobOrder about(JobOrder order) {
        List<Parameter> parameters = order.parameters().stream()
                .map(given -> new Parameter(given.id(), about(given.value()), given.unit(), given.subparameters()))
                .toList();
        return new JobOrder(
                order.jobOrderId(),
                order.description(),
                order.workMasterId(),
                order.startTime(),
                order.endTime(),
                order.priority(),
                parameters,
                order.equipment(),
                order.materials());
    }

    /** A text with a question mark more, a number one higher, the opposite of a truth. */
    static Object about(Object value) {
        if (value instanceof Double number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        return value instanceof Boolean truth ? (Object) !truth : value + "?";
    }
}
