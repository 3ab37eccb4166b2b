package io.lineside.model.job;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
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
 * @param customerOrder the number that the customer's platform knows the order by; empty for none. No field of the
 *     standard's: goes to lines that have a parameter for it (OPC 40001-3 CustomerOrderNumbers)
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
        List<Material> materials,
        Optional<String> customerOrder) {

    /** The parameter under which the spec digest of the ordered variant travels to the line. */
    public static final String SPEC_DIGEST_PARAMETER = "SpecDigest";

    private static final int LEAST_DIGITS = 10;

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

    /** A job order for no customer's order. */
    public JobOrder(
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
        this(
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
                materials,
                Optional.empty());
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

    /**
     * The same order for another number of pieces, for when a predecessor made fewer: what it produces and what it
     * consumes change in the same proportion. Amounts are exact where a decimal can be, otherwise rounded up at the tenth
     * digit after the decimal point, because a little too much material makes all pieces and a little too little does
     * not.
     *
     * @param pieces at least 1
     */
    public JobOrder withQuantity(int pieces) {
        if (pieces < 1) {
            throw new IllegalArgumentException("job order " + id + ": pieces must be at least 1, was " + pieces);
        }
        int before = quantity();
        var scaled = materials.stream().map(m -> scaled(m, pieces, before)).toList();
        return with(id, description, equipment, scaled);
    }

    /**
     * An order of its own for so many of the same pieces, for when a line scrapped them.
     *
     * @param pieces at least 1
     */
    public JobOrder again(JobOrderId own, int pieces) {
        String again = description.isEmpty() ? "" : description + ", again";
        return with(own, again, equipment, withQuantity(pieces).materials());
    }

    /** The same order for these pieces of its lot (MaterialSublotID); one that names no lot stays as it is. */
    public JobOrder ofSublot(String sublot) {
        var named = materials.stream().map(m -> m.ofSublot(sublot)).toList();
        return named.equals(materials) ? this : with(id, description, equipment, named);
    }

    /** The same order for another line: the equipment it asks for by name is that line. */
    public JobOrder at(EquipmentId line) {
        if (equipment.size() == 1 && equipment.get(0).id().equals(line.value())) {
            return this;
        }
        return equipment.isEmpty()
                ? this
                : with(id, description, List.of(new Resource(line.value(), null, null, null)), materials);
    }

    private JobOrder with(JobOrderId own, String text, List<Resource> at, List<Material> of) {
        return new JobOrder(
                own,
                text,
                workMasterId,
                startTime,
                endTime,
                priority,
                parameters,
                personnel,
                at,
                physicalAssets,
                of,
                customerOrder);
    }

    private static Material scaled(Material material, int pieces, int before) {
        BigDecimal amount = material.quantity();
        return amount == null || before == 0
                ? material
                : new Material(
                        material.definitionId(),
                        material.lotId(),
                        material.sublotId(),
                        material.use(),
                        share(amount.multiply(BigDecimal.valueOf(pieces)), BigDecimal.valueOf(before)),
                        material.engineeringUnits());
    }

    /** Whether the quotient has an end: its denominator in lowest terms has no prime factor but 2 and 5. */
    private static boolean isFinite(BigDecimal whole, BigDecimal parts) {
        BigInteger divisor = parts.toBigIntegerExact();
        BigInteger rest = divisor.divide(divisor.gcd(whole.unscaledValue()));
        return BigInteger.TEN.pow(rest.bitLength()).mod(rest).signum() == 0;
    }

    private static BigDecimal share(BigDecimal whole, BigDecimal parts) {
        BigDecimal share = isFinite(whole, parts)
                ? whole.divide(parts)
                : whole.divide(parts, Math.max(whole.scale(), LEAST_DIGITS), RoundingMode.CEILING);
        BigDecimal plain = share.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
