package io.lineside.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the store is.
 *
 * @param free bytes free on its disk; empty while the disk does not tell
 * @param reserve bytes of them that are kept for reports and decisions
 * @param takesOrders false while less than the reserve is free
 * @param lastBackup when the last scheduled backup was made; empty for never, or where none are scheduled
 * @param warnings what somebody must look after, in words for a technician
 */
public record StoreHealth(
        OptionalLong free, long reserve, boolean takesOrders, Optional<Instant> lastBackup, List<String> warnings) {
    /** Copies the list. */
    public StoreHealth {
        warnings = List.copyOf(warnings);
    }
}
