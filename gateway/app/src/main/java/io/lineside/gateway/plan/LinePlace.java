package io.lineside.gateway.plan;

import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import java.util.Set;

/** What the planner knows about a line. */
public record LinePlace(EquipmentId line, Set<Capability> capabilities) {
    /** Copies the set. */
    public LinePlace {
        capabilities = Set.copyOf(capabilities);
    }
}
