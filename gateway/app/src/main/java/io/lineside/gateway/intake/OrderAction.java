package io.lineside.gateway.intake;

import java.util.Map;
import java.util.Optional;

/** What a platform may wish to change about an order. */
public sealed interface OrderAction {
    /**
     * Not to make pieces that nobody has begun.
     *
     * @param pieces by item number; empty for all that can be
     */
    record Cancel(Optional<Map<Integer, Integer>> pieces) implements OrderAction {}

    /**
     * To make fewer pieces than ordered.
     *
     * @param pieces that are wanted in the end, by item number
     */
    record Amend(Map<Integer, Integer> pieces) implements OrderAction {}

    /** Not to begin anything more for now. */
    record Hold() implements OrderAction {}

    /** To go on after a hold. */
    record Resume() implements OrderAction {}
}
