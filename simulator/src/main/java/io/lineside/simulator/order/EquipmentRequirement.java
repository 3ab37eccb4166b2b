package io.lineside.simulator.order;

import org.jspecify.annotations.Nullable;

/**
 * Equipment that a job order asks for (OPC 10031-4 ISA95EquipmentDataType, as far as a simulated line keeps it).
 *
 * @param use what it is used for, or null when not said
 */
public record EquipmentRequirement(String id, @Nullable String use) {}
