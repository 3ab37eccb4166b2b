package io.lineside.gateway.door;

import io.lineside.gateway.intake.Refusal;
import java.util.List;

/** What became of a document. */
public sealed interface DoorAnswer {
    /** Every order of it was answered for good; some may have been refused. */
    record Answered(List<OrderAnswer> orders) implements DoorAnswer {
        /** Copies the list. */
        public Answered {
            orders = List.copyOf(orders);
        }

        /** Whether all of its orders are taken. */
        public boolean complete() {
            return orders.stream().allMatch(order -> order.refusal().isEmpty());
        }
    }

    /** It can not be read as orders; nothing of it is taken. */
    record Refused(Refusal refusal) implements DoorAnswer {}

    /**
     * Nobody knows yet: there is too much to do, or the store is away. It is not the document's fault, and orders of it may
     * have been taken already; handing in the same document under the same key again is safe.
     *
     * @param why in words for a technician
     */
    record Later(String why) implements DoorAnswer {}
}
