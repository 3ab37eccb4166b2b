package io.lineside.gateway.dispatch;

import io.lineside.model.EquipmentId;

/**
 * How a line wants its work.
 *
 * @param capacity job orders kept at the line at once, at least 1
 * @param twoPhase Store first, then Start (profile B), instead of StoreAndStart (profile A)
 */
public record DeskSettings(EquipmentId line, int capacity, boolean twoPhase) {
    /** Refuses a capacity below 1. */
    public DeskSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("lines." + line + ".capacity: must be at least 1, was " + capacity);
        }
    }
}
