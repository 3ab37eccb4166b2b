package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lines that take their work as it comes. It spares a job on its way to an idle line a commit of its own, and waiting for
 * it. Thread-safe.
 */
public final class WorkTakers {
    private final Map<EquipmentId, WorkTaker> takers = new ConcurrentHashMap<>();
    private final Lanes lanes;
    private final RequestRules rules;
    private final Damages damages;

    WorkTakers(Lanes lanes, RequestRules rules, Damages damages) {
        this.lanes = lanes;
        this.rules = rules;
        this.damages = damages;
    }

    /** From now on, in the place of another taker of the line. Jobs that are ready already are not told of. */
    public void add(WorkTaker taker) {
        takers.put(taker.line(), taker);
    }

    /** Takes nothing more. What it took before may still be told: {@link #settled} says when all was. */
    public void remove(WorkTaker taker) {
        takers.remove(taker.line(), taker);
    }

    /** Completes after everything was told that takers took while they were open, if they are not any more. */
    public CompletionStage<Void> settled() {
        return lanes.write("end of taking work", tx -> true).thenAccept(done -> {});
    }

    /** What is to be taken in a commit that makes jobs of these lines ready: {@link Joining}. */
    List<PendingWork<?>> due(Set<EquipmentId> lines) {
        List<PendingWork<?>> due = new ArrayList<>();
        for (var line : lines) {
            var taker = takers.get(line);
            if (taker != null && taker.isOpen()) {
                due.add(work(taker));
            }
        }
        return due;
    }

    private PendingWork<?> work(WorkTaker taker) {
        var work = new PendingWork<>(
                "claim for line " + taker.line(),
                ClaimWork.into(taker.line(), taker.capacity(), taker.memory(), rules, damages));
        work.stage().whenComplete((claims, failure) -> {
            if (failure != null) {
                remove(taker);
                lanes.tell(() -> taker.failed(failure));
            } else if (!claims.isEmpty()) {
                lanes.tell(() -> taker.taken(claims));
            }
        });
        return work;
    }
}
