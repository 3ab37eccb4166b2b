package io.lineside.simulator.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One job order as a line keeps it (OPC 10031-4 ISA95JobOrderDataType).
 *
 * @param jobOrderId 1 to 255 characters, none of them a control character
 * @param description empty when none was given
 * @param startTime not before, or null
 * @param endTime not after, or null
 * @param priority higher goes first; 0 when none was given
 * @param asReceived the whole order in the words of the wire it came over, with what the line has no use for, so that it
 *     can be shown again as it came; null where the wire shows no orders
 */
public record JobOrder(
        String jobOrderId,
        String description,
        String workMasterId,
        @Nullable Instant startTime,
        @Nullable Instant endTime,
        int priority,
        List<Parameter> parameters,
        List<EquipmentRequirement> equipment,
        List<MaterialRequirement> materials,
        @Nullable String asReceived) {
    private static final int MAX_ID = 255;
    private static final int MAX_PIECES = 1_000_000;

    /** Refuses an order that no line could make, with an {@link IllegalArgumentException} that names the field. */
    public JobOrder {
        if (jobOrderId.isEmpty()
                || jobOrderId.length() > MAX_ID
                || jobOrderId.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "JobOrderID: must have 1 to 255 characters and no control character, was '" + jobOrderId + "'");
        }
        parameters = List.copyOf(parameters);
        equipment = List.copyOf(equipment);
        materials = List.copyOf(materials);
        pieces(produced(materials));
    }

    /** An order that came over no wire. */
    public JobOrder(
            String jobOrderId,
            String description,
            String workMasterId,
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            int priority,
            List<Parameter> parameters,
            List<EquipmentRequirement> equipment,
            List<MaterialRequirement> materials) {
        this(
                jobOrderId,
                description,
                workMasterId,
                startTime,
                endTime,
                priority,
                parameters,
                equipment,
                materials,
                null);
    }

    /** The same order, as it was received. */
    public JobOrder asReceived(String words) {
        return new JobOrder(
                jobOrderId,
                description,
                workMasterId,
                startTime,
                endTime,
                priority,
                parameters,
                equipment,
                materials,
                words);
    }

    /** The same order with other parameters. */
    public JobOrder with(List<Parameter> others) {
        return new JobOrder(
                jobOrderId,
                description,
                workMasterId,
                startTime,
                endTime,
                priority,
                others,
                equipment,
                materials,
                asReceived);
    }

    /** An order of the fewest words, for one work master. */
    public static JobOrder of(String jobOrderId, String workMasterId, int pieces, List<Parameter> parameters) {
        MaterialRequirement produced =
                new MaterialRequirement(null, null, MaterialRequirement.PRODUCED, Integer.toString(pieces), null);
        return new JobOrder(jobOrderId, "", workMasterId, null, null, 0, parameters, List.of(), List.of(produced));
    }

    /** What the job makes; empty when the order does not say. */
    public Optional<MaterialRequirement> produced() {
        return produced(materials);
    }

    /** How many pieces the job makes; 1 when the order does not say. */
    public int pieces() {
        return pieces(produced());
    }

    private static Optional<MaterialRequirement> produced(List<MaterialRequirement> materials) {
        return materials.stream().filter(MaterialRequirement::isProduced).findFirst();
    }

    private static int pieces(Optional<MaterialRequirement> produced) {
        return produced.map(MaterialRequirement::quantity)
                .map(JobOrder::wholeNumber)
                .orElse(1);
    }

    private static int wholeNumber(String quantity) {
        try {
            int pieces = new BigDecimal(quantity).intValueExact();
            if (pieces >= 1 && pieces <= MAX_PIECES) {
                return pieces;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // falls through to the one message for all of it
        }
        throw new IllegalArgumentException("MaterialRequirements[Produced].Quantity: must be a whole number from 1 to "
                + MAX_PIECES + ", was '" + quantity + "'");
    }
}
