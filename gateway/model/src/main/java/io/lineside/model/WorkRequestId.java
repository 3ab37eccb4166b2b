package io.lineside.model;

/**
 * Names one accepted order inside the gateway; also the order id that platforms see.
 *
 * @param value letters, digits, dot, underscore and hyphen, at most 40, so that job order ids made from it fit
 */
public record WorkRequestId(String value) implements Comparable<WorkRequestId> {
    private static final IdRule RULE = new IdRule("order id", IdRule.PLAIN, 1, 40);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public WorkRequestId {
        RULE.check(value);
    }

    @Override
    public int compareTo(WorkRequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
