package io.lineside.gateway.intake;

import java.util.Map;

/**
 * One thing that is wrong with an order.
 *
 * @param pointer JSON pointer to it in the body
 * @param rule stable machine word for the rule
 * @param was what stood there
 * @param allowed what may stand there; empty where the detail says it
 * @param detail what it breaks, in English words for a person
 * @param reasons the same by language, where the product file says it
 */
public record Cause(
        String pointer, String rule, String was, String allowed, String detail, Map<String, String> reasons) {
    /** Copies the map. */
    public Cause {
        reasons = Map.copyOf(reasons);
    }

    /** A cause that is told in English alone. */
    public Cause(String pointer, String rule, String was, String allowed, String detail) {
        this(pointer, rule, was, allowed, detail, Map.of());
    }
}
