package io.lineside.model.job;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A person, piece of equipment or physical asset that a job needs or used (OPC 10031-4 ISA95PersonnelDataType,
 * ISA95EquipmentDataType, ISA95PhysicalAssetDataType, which have the same shape).
 *
 * @param use PersonnelUse, EquipmentUse or PhysicalAssetUse, or null
 * @param quantity DecimalString on the wire, or null
 * @param engineeringUnits UN/ECE common code, or null
 */
public record Resource(
        String id, @Nullable String use, @Nullable BigDecimal quantity, @Nullable String engineeringUnits) {
    /** Refuses a blank id. */
    public Resource {
        if (id.isBlank()) {
            throw new IllegalArgumentException("resource id must not be blank");
        }
    }
}
