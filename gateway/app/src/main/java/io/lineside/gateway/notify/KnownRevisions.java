package io.lineside.gateway.notify;

import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.work.LedgerEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The revisions of orders that were asked for lately, so that a platform that polls an order which has not changed costs no
 * look into the store. Each is forgotten when a commit changes its order, before whoever caused the change hears of it, and
 * after a minute at the latest. Keeps 50,000 at most, about 10 MB. Thread-safe.
 */
public final class KnownRevisions {
    private static final int MOST = 50_000;
    /** A commit of which nobody can say whether it was kept is told to nobody: no answer rests on it for longer. */
    private static final long LIFE_NANOS = Duration.ofSeconds(60).toNanos();

    private final Map<WorkRequestId, Read> reads = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WorkRequestId, Read> eldest) {
            return size() > MOST;
        }
    };
    private final LongSupplier nanos;

    /** Knows nothing yet; {@code nanos} is a clock that only goes forward, as {@link System#nanoTime}. */
    public KnownRevisions(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A look into the store that has begun; what it finds counts only if no commit changed the order meanwhile. */
    public final class Read {
        private final TenantId tenant;
        private final WorkRequestId order;
        private final long begun = nanos.getAsLong();
        private long revision = -1;

        private Read(TenantId tenant, WorkRequestId order) {
            this.tenant = tenant;
            this.order = order;
        }

        private boolean isGood(TenantId asking) {
            return revision >= 0 && tenant.equals(asking) && nanos.getAsLong() - begun < LIFE_NANOS;
        }

        /** The look has found this revision. */
        public void found(long seen) {
            synchronized (reads) {
                if (reads.get(order) == this) {
                    revision = seen;
                }
            }
        }
    }

    /** Call this before a look into the store, and the result's {@link Read#found} after it. */
    public Read begin(TenantId tenant, WorkRequestId order) {
        var read = new Read(tenant, order);
        synchronized (reads) {
            reads.put(order, read);
        }
        return read;
    }

    /** The revision of an order of this tenant; empty when it has to be looked up. */
    public OptionalLong of(TenantId tenant, WorkRequestId order) {
        synchronized (reads) {
            Read read = reads.get(order);
            return read != null && read.isGood(tenant) ? OptionalLong.of(read.revision) : OptionalLong.empty();
        }
    }

    /** Forgets the orders that these events are about. */
    public void changed(List<LedgerEvent> events) {
        synchronized (reads) {
            events.forEach(event -> reads.remove(event.request()));
        }
    }
}
