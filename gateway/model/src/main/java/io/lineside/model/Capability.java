package io.lineside.model;

/**
 * Names something a line can do and an operation needs, for example {@code glazing}.
 *
 * @param value letters, digits, dot, underscore and hyphen, at most 64
 */
public record Capability(String value) implements Comparable<Capability> {
    private static final IdRule RULE = new IdRule("capability", IdRule.PLAIN, 1, 64);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public Capability {
        RULE.check(value);
    }

    @Override
    public int compareTo(Capability other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
