package io.lineside.gateway.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks through the audit, page by page from its end, wherever the pages come from. Confined to one thread. */
public final class AuditWalk {
    private long entries;
    private Optional<AuditRow> last = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private @Nullable AuditRow oldest;

    /** Looks at what is right before all that was looked at so far, the newest first. */
    public void look(List<AuditRow> page) {
        for (AuditRow row : page) {
            if (fault.isPresent()) {
                return;
            }
            entries++;
            AuditRow next = oldest;
            fault = row.fault().or(() -> next == null ? Optional.empty() : row.faultBefore(next));
            if (last.isEmpty()) {
                last = Optional.of(row);
            }
            oldest = row;
        }
    }

    /** Whether a fault was found, so that looking on would tell nothing more. */
    public boolean isBroken() {
        return fault.isPresent();
    }

    /** The number before which to look on; {@link Long#MAX_VALUE} at the beginning. */
    public long before() {
        return oldest == null ? Long.MAX_VALUE : oldest.number();
    }

    /** What came of it, after a page that was empty. */
    public AuditCheck end() {
        AuditRow first = oldest;
        if (fault.isEmpty() && first != null && first.number() != 1) {
            fault = Optional.of(
                    "entry " + (first.number() - 1) + ": must be there, was taken out; the first is " + first.number());
        }
        if (fault.isEmpty() && first != null && !first.previousHash().equals(AuditRow.BEGINNING)) {
            fault = Optional.of("entry 1: must follow nothing, and follows an entry");
        }
        return new AuditCheck(entries, last, fault);
    }
}
