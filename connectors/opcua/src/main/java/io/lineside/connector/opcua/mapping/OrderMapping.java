package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95WorkMaster;
import io.lineside.model.job.JobOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.jspecify.annotations.Nullable;

/** The gateway's job order as ISA95JobOrderDataType. What the order does not state is absent on the wire. */
public final class OrderMapping {
    private OrderMapping() {}

    /** The order as it goes over the wire to a line that wants nothing in particular. */
    public static Isa95JobOrder toWire(JobOrder order) {
        return toWire(order, OrderRules.NONE);
    }

    /**
     * The order as it goes over the wire.
     *
     * @throws UnfitOrderException when the line could not take it as it was ordered
     */
    public static Isa95JobOrder toWire(JobOrder order, OrderRules rules) {
        rules.check(order);
        return new Isa95JobOrder(
                order.id().value(),
                order.description().isEmpty() ? null : List.of(new LocalizedText(null, order.description())),
                List.of(new Isa95WorkMaster(order.workMasterId().value(), null, null)),
                time(order.startTime()),
                time(order.endTime()),
                (short) order.priority(),
                ParameterMapping.toWire(rules.parameters(order), rules.types(order.workMasterId())),
                ResourceMapping.toWire(order.personnel()),
                ResourceMapping.toWire(order.equipment()),
                ResourceMapping.toWire(order.physicalAssets()),
                ResourceMapping.materialsToWire(order.materials()));
    }

    private static @Nullable DateTime time(Optional<Instant> time) {
        return time.map(DateTime::new).orElse(null);
    }
}
