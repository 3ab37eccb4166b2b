package io.lineside.model;

/**
 * Names the versioned recipe of one operation, as the line knows it (OPC 10031-4 WorkMasterID).
 *
 * @param value as other ids, and a slash, for example {@code glaze/2}
 */
public record WorkMasterId(String value) implements Comparable<WorkMasterId> {
    private static final IdRule RULE = new IdRule("work master id", "A-Za-z0-9._/-", 1, 64);

    /** Refuses a value outside the rule with an {@link IllegalArgumentException} that names it. */
    public WorkMasterId {
        RULE.check(value);
    }

    @Override
    public int compareTo(WorkMasterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
