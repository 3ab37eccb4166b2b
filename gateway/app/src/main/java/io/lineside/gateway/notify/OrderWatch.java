package io.lineside.gateway.notify;

import io.lineside.model.WorkRequestId;
import io.lineside.model.work.LedgerEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Wakes whoever waits for an order to change. A waiter costs an object, no thread. Thread-safe. */
public final class OrderWatch {
    private final Map<WorkRequestId, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    /**
     * Completes at the order's next change, maybe on the thread that commits, so that what follows must be quick. Ask for
     * the order after calling this, not before, or a change in between is missed; hand the future back with {@link #leave}
     * when it is no longer wanted.
     */
    public CompletableFuture<Void> next(WorkRequestId id) {
        var waiter = new CompletableFuture<Void>();
        waiting.compute(id, (key, waiters) -> {
            Set<CompletableFuture<Void>> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    /** Forgets a waiter. */
    @SuppressWarnings("CollectionUndefinedEquality") // The very same future is meant.
    public void leave(WorkRequestId id, CompletableFuture<Void> waiter) {
        waiting.computeIfPresent(id, (key, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    /** Wakes the waiters of every order that these events are about; few of them on the caller's thread. */
    public void changed(List<LedgerEvent> events) {
        if (waiting.isEmpty()) {
            return;
        }
        events.stream().map(LedgerEvent::request).collect(Collectors.toSet()).forEach(this::wake);
    }

    /** How many wait right now. */
    public int waiters() {
        return waiting.values().stream().mapToInt(Collection::size).sum();
    }

    private void wake(WorkRequestId id) {
        Set<CompletableFuture<Void>> waiters = waiting.remove(id);
        if (waiters != null) {
            Wake.all(waiters, waiter -> waiter.complete(null));
        }
    }
}
