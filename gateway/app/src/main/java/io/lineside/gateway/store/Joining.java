package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.util.List;
import java.util.Set;

/** Works that nobody hands in: they join a commit that makes jobs ready, or room at a line. Asked on the writer thread. */
@FunctionalInterface
interface Joining {
    /** What joins where these lines may take a job now. Works that are not run do nothing. */
    List<PendingWork<?>> due(Set<EquipmentId> lines);
}
