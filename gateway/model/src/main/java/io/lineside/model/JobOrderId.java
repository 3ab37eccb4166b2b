package io.lineside.model;

/**
 * Names one job order for good: ours, deterministic and never reused (OPC 10031-4 JobOrderID).
 *
 * @param value letters, digits, dot, underscore and hyphen, at most 64
 */
public record JobOrderId(String value) implements Comparable<JobOrderId> {
    private static final IdRule RULE = new IdRule("job order id", IdRule.PLAIN, 1, 64);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public JobOrderId {
        RULE.check(value);
    }

    @Override
    public int compareTo(JobOrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
