package io.lineside.simulator.order;

import org.jspecify.annotations.Nullable;

/**
 * Material that a job order consumes or produces (OPC 10031-4 ISA95MaterialDataType, as far as a line keeps it).
 *
 * @param sublotId the serial of the one piece, or the numbers of several within their lot, as in {@code 1-50,57}
 * @param quantity decimal string, or null when not said
 */
public record MaterialRequirement(
        @Nullable String definitionId,
        @Nullable String lotId,
        @Nullable String sublotId,
        @Nullable String use,
        @Nullable String quantity,
        @Nullable String unit) {
    /** The MaterialUse of what a job makes. */
    public static final String PRODUCED = "Produced";

    /** Material of no sublot. */
    public MaterialRequirement(
            @Nullable String definitionId,
            @Nullable String lotId,
            @Nullable String use,
            @Nullable String quantity,
            @Nullable String unit) {
        this(definitionId, lotId, null, use, quantity, unit);
    }

    /** Whether this is what the job makes. */
    public boolean isProduced() {
        return PRODUCED.equals(use);
    }

    /** The same material with another quantity. */
    public MaterialRequirement withQuantity(String newQuantity) {
        return new MaterialRequirement(definitionId, lotId, sublotId, use, newQuantity, unit);
    }
}
