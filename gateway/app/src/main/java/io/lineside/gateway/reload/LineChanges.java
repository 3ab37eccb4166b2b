package io.lineside.gateway.reload;

import io.lineside.model.EquipmentId;
import java.util.List;

/**
 * What a new site changes about lines; lines that are in none of the lists are not touched.
 *
 * @param added are new
 * @param changed get another link and another desk
 * @param removed are no longer in the site
 */
record LineChanges(List<EquipmentId> added, List<EquipmentId> changed, List<EquipmentId> removed) {
    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** Copies the lists. */
    LineChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }
}
