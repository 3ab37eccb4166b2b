package io.lineside.model.job;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of one work master on one piece of equipment, as instructed (OPC 10031-4 ISA95JobOrderDataType, same fields).
 *
 * @param description for people at the line; empty for none
 * @param startTime not before; empty for as soon as possible
 * @param endTime wanted by; empty for no wish
 * @param priority Int16 on the wire, higher goes first
 * @param materials the produced entry states how many pieces to make
 */
public record JobOrder(
        JobOrderId id,
        String description,
        WorkMasterId workMasterId,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        int priority,
        List<JobParameter> parameters,
        List<Resource> personnel,
        List<Resource> equipment,
        List<Resource> physicalAssets,
        List<Material> materials) {

    /** The parameter under which the spec digest of the ordered variant travels to the line. */
    public static final String SPEC_DIGEST_PARAMETER = "SpecDigest";

    /** Refuses a priority outside Int16; copies the lists. */
    public JobOrder {
        if (priority < Short.MIN_VALUE || priority > Short.MAX_VALUE) {
            throw new IllegalArgumentException("job order priority must fit Int16 (-32768 to 32767), was " + priority);
        }
        parameters = List.copyOf(parameters);
        personnel = List.copyOf(personnel);
        equipment = List.copyOf(equipment);
        physicalAssets = List.copyOf(physicalAssets);
        materials = List.copyOf(materials);
    }

    /** A job order of so many pieces with nothing but its parameters. */
    public static JobOrder of(
            JobOrderId id, WorkMasterId workMaster, List<JobParameter> parameters, Material produced) {
        return new JobOrder(
                id,
                "",
                workMaster,
                Optional.empty(),
                Optional.empty(),
                0,
                parameters,
                List.of(),
                List.of(),
                List.of(),
                List.of(produced));
    }

    /** How many pieces this order makes: the sum of its produced materials, 1 when none states a quantity. */
    public int quantity() {
        return materials.stream()
                .filter(m -> m.use() == MaterialUse.PRODUCED && m.quantity() != null)
                .map(m ->
                        Optional.ofNullable(m.quantity()).orElse(BigDecimal.ONE).intValueExact())
                .reduce(Math::addExact)
                .orElse(1);
    }

    /** The same order for another number of pieces, for when a predecessor made fewer. */
    public JobOrder withQuantity(int pieces) {
        var scaled = materials.stream()
                .map(m -> m.use() == MaterialUse.PRODUCED
                        ? new Material(
                                m.definitionId(),
                                m.lotId(),
                                m.sublotId(),
                                m.use(),
                                BigDecimal.valueOf(pieces),
                                m.engineeringUnits())
                        : m)
                .toList();
        return new JobOrder(
                id,
                description,
                workMasterId,
                startTime,
                endTime,
                priority,
                parameters,
                personnel,
                equipment,
                physicalAssets,
                scaled);
    }
}
