package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.WorkRequestId;
import java.util.Set;

/** What became of a platform's wish to change an order. */
public sealed interface ActionOutcome {
    /**
     * It was decided, and is durable.
     *
     * @param replayed whether it had been decided before
     * @param lines at which a job became ready to be sent, or is to be taken back
     */
    record Done(String answer, boolean replayed, Set<EquipmentId> lines) implements ActionOutcome {
        /** Copies the set. */
        public Done {
            lines = Set.copyOf(lines);
        }
    }

    /** The decision said that nothing is done. */
    record Refused() implements ActionOutcome {}

    /** The key belongs to something else, of this order. */
    record KeyReused(WorkRequestId order) implements ActionOutcome {}

    /** The tenant has no such order. */
    record NoSuchOrder() implements ActionOutcome {}
}
