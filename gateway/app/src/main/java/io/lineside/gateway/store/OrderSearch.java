package io.lineside.gateway.store;

import io.lineside.model.work.RequestState;
import java.util.Optional;

/**
 * Which orders a person looks for, whoever ordered them.
 *
 * @param state only orders in it; empty for any
 * @param startsWith how the order's id, or the number its platform gave it, begins; empty for any
 */
public record OrderSearch(Optional<RequestState> state, String startsWith) {}
