package io.lineside.model.job;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A material that a job needs or made (OPC 10031-4 ISA95MaterialDataType).
 *
 * @param definitionId MaterialDefinitionID, or null where only a lot or class is named
 * @param lotId MaterialLotID, or null
 * @param sublotId MaterialSublotID, the serial of a single piece or the numbers of several, or null
 * @param quantity DecimalString on the wire, or null where it does not matter
 * @param engineeringUnits UN/ECE common code, {@code C62} for pieces, or null
 */
public record Material(
        @Nullable String definitionId,
        @Nullable String lotId,
        @Nullable String sublotId,
        MaterialUse use,
        @Nullable BigDecimal quantity,
        @Nullable String engineeringUnits) {

    /** UN/ECE common code for a countable piece. */
    public static final String PIECES = "C62";

    /** Some pieces of a lot. */
    public static Material produced(String definitionId, String lot, String sublot, int pieces) {
        return new Material(definitionId, lot, sublot, MaterialUse.PRODUCED, BigDecimal.valueOf(pieces), PIECES);
    }

    /** The same material, of these pieces of its lot; consumed material, and that of no lot, stays as it is. */
    Material ofSublot(String sublot) {
        return lotId == null || use != MaterialUse.PRODUCED
                ? this
                : new Material(definitionId, lotId, sublot, use, quantity, engineeringUnits);
    }

    /** So many pieces of a product, as an order's requirement or a response's actual. */
    public static Material produced(String definitionId, int pieces) {
        return new Material(definitionId, null, null, MaterialUse.PRODUCED, BigDecimal.valueOf(pieces), PIECES);
    }
}
