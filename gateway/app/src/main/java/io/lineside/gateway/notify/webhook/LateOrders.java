package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.WebhookLate;
import io.lineside.gateway.store.WebhookProgress;
import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The orders of which a receiver is late, and what of that is still to be kept. Confined to the webhook thread. */
final class LateOrders {
    /** With so many, nothing else is sent until some of them got through. */
    static final int MOST = 1_000;

    private final Map<WorkRequestId, Lane> lanes = new HashMap<>();
    private final Set<WorkRequestId> changed = new HashSet<>();

    LateOrders(List<WebhookLate> kept) {
        kept.forEach(late -> lanes.put(late.order(), new Lane(late)));
    }

    boolean has(WorkRequestId order) {
        return lanes.containsKey(order);
    }

    /** Whether this very lane is still in use. */
    @SuppressWarnings("ReferenceEquality") // A replay puts another one in its place.
    boolean isCurrent(Lane lane) {
        return lanes.get(lane.order()) == lane;
    }

    boolean isFull() {
        return lanes.size() >= MOST;
    }

    void put(Lane lane) {
        lanes.put(lane.order(), lane);
        changed.add(lane.order());
    }

    void changed(Lane lane) {
        changed.add(lane.order());
    }

    void remove(Lane lane) {
        lanes.remove(lane.order());
        changed.add(lane.order());
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    /** The one that may be tried and was to be tried first. */
    Optional<Lane> next(Predicate<Lane> free) {
        return lanes.values().stream()
                .filter(free)
                .min(Comparator.comparing((Lane lane) -> lane.late().next())
                        .thenComparing(lane -> lane.late().after()));
    }

    /** The receiver takes events again: all are tried now. */
    void tryAllAt(Instant now) {
        lanes.values().forEach(lane -> lane.again(now));
        changed.addAll(lanes.keySet());
    }

    /** Sends everything after a position once more. */
    void backTo(long position, Instant now) {
        for (Lane lane : List.copyOf(lanes.values())) {
            WebhookLate late = lane.late();
            put(new Lane(new WebhookLate(
                    late.order(),
                    Math.min(late.after(), position),
                    late.gap().filter(gap -> gap.after() < position),
                    late.attempts(),
                    late.since(),
                    now,
                    late.reason())));
        }
    }

    boolean isUnkept() {
        return !changed.isEmpty();
    }

    /** What is to be kept; from now on it counts as kept. */
    List<WebhookLate> takeChanged() {
        return changed.stream()
                .map(lanes::get)
                .filter(Objects::nonNull)
                .map(Lane::late)
                .toList();
    }

    Set<WorkRequestId> takeCaughtUp() {
        Set<WorkRequestId> gone = new HashSet<>(changed);
        gone.removeAll(lanes.keySet());
        return gone;
    }

    void taken() {
        changed.clear();
    }

    /** It was not kept after all. */
    void giveBack(WebhookProgress progress) {
        progress.late().forEach(late -> changed.add(late.order()));
        changed.addAll(progress.caughtUp());
    }
}
