package io.lineside.gateway.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * Part of a list of orders, newest first.
 *
 * @param next position to ask for older orders with; empty when there are none
 */
public record Page(List<RequestSummary> requests, OptionalLong next) {
    /** Copies the list. */
    public Page {
        requests = List.copyOf(requests);
    }
}
