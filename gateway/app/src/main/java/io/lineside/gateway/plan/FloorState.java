package io.lineside.gateway.plan;

import io.lineside.model.EquipmentId;
import java.util.Map;

/** How the lines are at one moment; one that is not named is idle. */
public record FloorState(Map<EquipmentId, LineNow> lines) {
    /** Every line is there and has nothing to do. */
    public static final FloorState IDLE = new FloorState(Map.of());

    /** Copies the map. */
    public FloorState {
        lines = Map.copyOf(lines);
    }

    LineNow of(EquipmentId line) {
        return lines.getOrDefault(line, LineNow.IDLE);
    }
}
