package io.lineside.gateway.store;

import io.lineside.model.work.RequestState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which orders of a list are wanted.
 *
 * @param states any of these; empty for all
 * @param since changed then or later
 * @param externalId the platform's own number
 */
public record OrderFilter(Set<RequestState> states, Optional<Instant> since, Optional<String> externalId) {
    /** All orders. */
    public static final OrderFilter ALL = new OrderFilter(Set.of(), Optional.empty(), Optional.empty());

    /** Copies the set. */
    public OrderFilter {
        states = Set.copyOf(states);
    }
}
