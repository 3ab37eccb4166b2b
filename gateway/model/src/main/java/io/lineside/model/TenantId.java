package io.lineside.model;

/**
 * Names the platform that an order belongs to.
 *
 * @param value letters, digits, dot, underscore and hyphen, at most 64
 */
public record TenantId(String value) implements Comparable<TenantId> {
    private static final IdRule RULE = new IdRule("tenant id", IdRule.PLAIN, 1, 64);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public TenantId {
        RULE.check(value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
