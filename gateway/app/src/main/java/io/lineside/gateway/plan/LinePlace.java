package io.lineside.gateway.plan;

import io.lineside.model.Capability;
import io.lineside.model.EquipmentId;
import java.util.Set;

/**
 * What the planner knows about a line that does not change while it works.
 *
 * @param mostPieces of one job order
 */
public record LinePlace(EquipmentId line, Set<Capability> capabilities, int mostPieces) {
    /** Copies the set. */
    public LinePlace {
        capabilities = Set.copyOf(capabilities);
    }

    /** A line that takes any number of pieces at once. */
    public LinePlace(EquipmentId line, Set<Capability> capabilities) {
        this(line, capabilities, Integer.MAX_VALUE);
    }
}
