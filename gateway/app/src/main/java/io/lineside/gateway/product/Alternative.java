package io.lineside.gateway.product;

import java.util.List;
import java.util.Optional;

/**
 * A way to order nearly the same that can be made.
 *
 * @param ordered what to order instead
 * @param changes what is different, fewest first
 */
public record Alternative(Ordered ordered, List<Change> changes) {
    /** Copies the list. */
    public Alternative {
        changes = List.copyOf(changes);
    }

    /**
     * One option with another value.
     *
     * @param block {@code options}, {@code packaging}, {@code delivery} or {@code service}
     * @param was empty where the option was not ordered
     * @param becomes empty where it is left out
     */
    public record Change(String block, String name, Optional<Object> was, Optional<Object> becomes) {}
}
