package io.lineside.simulator.opcua;

import io.lineside.simulator.opcua.types.Isa95JobOrder;
import io.lineside.simulator.opcua.types.Isa95Parameter;
import io.lineside.simulator.order.Parameter;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;

/** Another order than the one that was given: every parameter is a little off. */
final class Lie {
    private Lie() {}

    static Isa95JobOrder about(Isa95JobOrder order) {
        return new Isa95JobOrder(
                order.jobOrderId(),
                order.description(),
                order.workMasterId(),
                order.startTime(),
                order.endTime(),
                order.priority(),
                about(order.parameters()),
                order.personnel(),
                order.equipment(),
                order.physicalAssets(),
                order.materials());
    }

    private static @Nullable List<Isa95Parameter> about(@Nullable List<Isa95Parameter> parameters) {
        return parameters == null ? null : parameters.stream().map(Lie::about).toList();
    }

    private static Isa95Parameter about(Isa95Parameter given) {
        Object value = OrderMapping.value(String.valueOf(given.id()), given.value());
        Object other = Parameter.of("", value).other().value();
        return new Isa95Parameter(
                given.id(), Variant.of(other), given.description(), given.units(), given.subparameters());
    }
}
