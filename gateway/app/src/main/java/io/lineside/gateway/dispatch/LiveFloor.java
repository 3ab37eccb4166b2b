package io.lineside.gateway.dispatch;

import io.lineside.gateway.plan.Floor;
import io.lineside.gateway.plan.FloorState;
import io.lineside.gateway.plan.LineNow;
import io.lineside.gateway.store.LineLoad;
import io.lineside.gateway.store.LinePaces;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines as they are, or were a moment ago: what the store says is planned for each, and whether work can reach it. Store
 * and links are asked four times a second at most, however many orders come in, and more rarely where the answer takes long,
 * so that a store of a million orders is not kept busy by it. While orders keep coming none of them waits for the next answer.
 * Thread-safe.
 */
public final class LiveFloor implements Floor {
    private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();
    /** An answer is good for so many times as long as it took: more, and under load work would go where others have sent theirs. */
    private static final int WORTH = 10;

    /** When the lines were asked, how they were then, and for how long that is good enough not to ask again. */
    private record Known(long at, FloorState floor, long fresh) {}

    private final Store store;
    private final Supplier<Map<EquipmentId, LineHealth>> links;
    private final Supplier<Set<EquipmentId>> blocked;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable CompletableFuture<FloorState>> asked = new AtomicReference<>();
    private volatile @Nullable Known last;

    /**
     * A floor of these lines.
     *
     * @param links every line with its connection
     * @param blocked lines that are sent nothing for a reason of their desks'
     */
    public LiveFloor(
            Store store,
            Supplier<Map<EquipmentId, LineHealth>> links,
            Supplier<Set<EquipmentId>> blocked,
            LongSupplier nanos) {
        this.store = store;
        this.links = links;
        this.blocked = blocked;
        this.nanos = nanos;
    }

    @Override
    public CompletionStage<FloorState> now() {
        long now = nanos.getAsLong();
        Known known = last;
        long age = known == null ? Long.MAX_VALUE : now - known.at();
        if (known == null || age >= 2 * known.fresh()) {
            return ask(now);
        }
        if (age >= known.fresh()) {
            var unused = ask(now);
        }
        return CompletableFuture.completedFuture(known.floor());
    }

    /** Asks once at a time: who comes meanwhile has the same answer. */
    private CompletionStage<FloorState> ask(long now) {
        var answer = new CompletableFuture<FloorState>();
        var earlier = asked.compareAndExchange(null, answer);
        if (earlier != null) {
            return earlier;
        }
        store.loads().thenApply(this::state).whenComplete((floor, failure) -> {
            if (floor != null) {
                last = new Known(now, floor, Math.max(FRESH_NANOS, WORTH * (nanos.getAsLong() - now)));
            }
            asked.set(null);
            if (floor != null) {
                answer.complete(floor);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** How the lines are, being so busy; does not block. */
    public FloorState state(List<LineLoad> loads) {
        Set<EquipmentId> kept = blocked.get();
        Map<EquipmentId, LineNow> now = new HashMap<>();
        links.get()
                .forEach((line, link) ->
                        now.put(line, new LineNow(link.connected() && !kept.contains(line), Duration.ZERO, "")));
        loads.forEach(load -> now.computeIfPresent(load.line(), (line, idle) -> LiveFloor.now(idle.reachable(), load)));
        return new FloorState(now);
    }

    /** What waits for it takes as much longer than planned as what it made lately did. */
    private static LineNow now(boolean reachable, LineLoad load) {
        LinePaces measured = load.measured();
        Duration queued = Duration.ofMillis(Math.round(load.queued().toMillis() * measured.factor()));
        return new LineNow(
                reachable,
                queued,
                load.setUpFor(),
                measured.paces().stream()
                        .collect(Collectors.toMap(
                                LinePaces.Pace::workMaster, pace -> new LineNow.Pace(pace.each(), pace.jobs()))));
    }
}
