package io.lineside.model;

/**
 * Names one line, work cell or unit of the site (ISA-95 Equipment).
 *
 * @param value letters, digits, dot, underscore and hyphen, at most 64
 */
public record EquipmentId(String value) implements Comparable<EquipmentId> {
    private static final IdRule RULE = new IdRule("equipment id", IdRule.PLAIN, 1, 64);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public EquipmentId {
        RULE.check(value);
    }

    @Override
    public int compareTo(EquipmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
