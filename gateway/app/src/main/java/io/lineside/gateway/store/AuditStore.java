package io.lineside.gateway.store;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The audit: who did what. Behaves as {@link Store} does. Thread-safe. */
public final class AuditStore {
    private static final int PAGE = 1_000;

    private final Lanes lanes;

    AuditStore(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Keeps an entry by itself, of what changes nothing else in the store. */
    public CompletionStage<AuditRow> append(AuditEntry entry) {
        return lanes.write("audit of " + entry.what(), tx -> AuditTable.append(tx.sql(), tx.now(), entry));
    }

    /**
     * Entries, the newest first.
     *
     * @param before the number of the last one that is known, {@link Long#MAX_VALUE} for the first page
     */
    public CompletionStage<List<AuditRow>> page(long before, int limit) {
        return lanes.read("audit", sql -> AuditTable.newest(sql, before, limit));
    }

    /** Looks at every entry, as they were at one moment; a page of them at a time is in memory. */
    public CompletionStage<AuditCheck> verify() {
        return lanes.read("whole audit", sql -> {
            var walk = new AuditWalk();
            List<AuditRow> page = AuditTable.newest(sql, walk.before(), PAGE);
            while (!page.isEmpty() && !walk.isBroken()) {
                walk.look(page);
                page = AuditTable.newest(sql, walk.before(), PAGE);
            }
            return walk.end();
        });
    }
}
