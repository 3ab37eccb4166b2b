package io.lineside.gateway.http;

import io.lineside.gateway.dispatch.OverdueJob;
import io.lineside.gateway.store.LineWork;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.work.RequestState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Puts the plant together for everybody who looks at it. The store is asked only when something was kept since, and rests
 * twenty times as long as its last answer took, so that lookers cost it a twentieth of one reader at most, however much
 * is open. Thread-safe.
 */
final class PlantView {
    private static final long REST = 20;

    private final Store store;
    private final Management management;
    private final LongSupplier nanoTime;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private volatile Kept kept = new Kept(Map.of(), Map.of(), 0);
    private volatile boolean known;

    PlantView(Store store, Management management, LongSupplier nanoTime) {
        this.store = store;
        this.management = management;
        this.nanoTime = nanoTime;
        store.onCommitted(events -> changed.set(true));
    }

    /**
     * What the store told.
     *
     * @param again not asked before this time
     */
    private record Kept(Map<EquipmentId, LineWork> work, Map<RequestState, Integer> orders, long again) {}

    /** The plant as it is, its work as it was when the store was last asked. */
    CompletionStage<Plant> now() {
        if (known && (nanoTime.getAsLong() - kept.again() < 0 || !changed.get())) {
            return CompletableFuture.completedFuture(plant(kept));
        }
        return fresh();
    }

    /** The plant as it is, work and all. */
    CompletionStage<Plant> fresh() {
        changed.set(false);
        long asked = nanoTime.getAsLong();
        return store.board().thenCombine(store.openOrders(), (work, orders) -> {
            long told = nanoTime.getAsLong();
            kept = new Kept(work, orders, told + REST * (told - asked));
            known = true;
            return plant(kept);
        });
    }

    private Plant plant(Kept told) {
        Instant now = management.operations().clock().instant();
        Map<EquipmentId, List<OverdueJob>> overdue =
                management.operations().overdue().latest();
        List<PlantLine> lines = management.health().lines().entrySet().stream()
                .map(line -> new PlantLine(
                        line.getKey(),
                        line.getValue(),
                        told.work().getOrDefault(line.getKey(), LineWork.NONE),
                        overdue.getOrDefault(line.getKey(), List.of()).size(),
                        management.pace().pieces(line.getKey())))
                .sorted(PlantLine.ORDER)
                .toList();
        return new Plant(now, lines, told.orders(), store.health());
    }
}
