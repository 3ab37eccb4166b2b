package io.lineside.gateway.notify.webhook;

import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The part of the feed that is on its way to a receiver: read, and not yet settled. Bounded, because nothing is read while
 * there is enough. Confined to the webhook thread.
 */
final class Window {
    /** How many events are read at once, and how many may wait before more are read. */
    static final int PAGE = 100;
    /** An order with more than this goes a way of its own, so that it does not fill the window. */
    static final int MOST_OF_ONE = 20;

    private final TreeMap<Long, FeedEvent> ready = new TreeMap<>();
    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<WorkRequestId, Long> delivered = new HashMap<>();
    private long reached;
    private int edition;

    Window(long position) {
        reached = position;
    }

    /** Begins anew after a position; what was taken or is being read before belongs to an earlier edition. */
    void restart(long position) {
        ready.clear();
        open.clear();
        delivered.clear();
        reached = position;
        edition++;
    }

    /** Changes when it begins anew. */
    int edition() {
        return edition;
    }

    /** Up to where the feed has been read. */
    long reached() {
        return reached;
    }

    /** Up to where everything is settled. */
    long settled() {
        return open.isEmpty() ? reached : open.first() - 1;
    }

    boolean hasRoom() {
        return ready.size() < PAGE;
    }

    /** How many events wait to be taken. */
    int size() {
        return ready.size();
    }

    /** Takes a page in, without what nobody waits for. */
    void add(FeedPage page, Predicate<FeedEvent> wanted) {
        for (FeedEvent event : page.events()) {
            long known = delivered.getOrDefault(event.event().request(), 0L);
            if (wanted.test(event) && event.position() > known) {
                ready.put(event.position(), event);
                open.add(event.position());
            }
        }
        reached = page.reached();
        delivered.values().removeIf(position -> position <= reached);
    }

    /** Takes the first event out whose order nothing is under way of; it stays open. */
    Optional<FeedEvent> take(Predicate<WorkRequestId> underWay) {
        for (Iterator<FeedEvent> events = ready.values().iterator(); events.hasNext(); ) {
            FeedEvent event = events.next();
            if (!underWay.test(event.event().request())) {
                events.remove();
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }

    /** An event that was taken needs nobody here any more. */
    void settle(long position) {
        open.remove(position);
    }

    /** Lets the order's events go; returns the position before the first one, if there was one. */
    Optional<Long> letGo(WorkRequestId order) {
        List<Long> its = ready.values().stream()
                .filter(event -> event.event().request().equals(order))
                .map(FeedEvent::position)
                .toList();
        its.forEach(position -> {
            ready.remove(position);
            open.remove(position);
        });
        return its.stream().findFirst().map(position -> position - 1);
    }

    /** Orders that have too many events here. */
    List<WorkRequestId> crowded() {
        Map<WorkRequestId, Integer> counts = new HashMap<>();
        ready.values().forEach(event -> counts.merge(event.event().request(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > MOST_OF_ONE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Takes out everything that is from before a time and has not been taken. */
    List<FeedEvent> giveUp(Instant limit) {
        List<FeedEvent> gone = new ArrayList<>();
        ready.values().stream()
                .filter(event -> !event.event().at().isAfter(limit))
                .forEach(gone::add);
        gone.forEach(event -> {
            ready.remove(event.position());
            open.remove(event.position());
        });
        return gone;
    }

    /** The order's events up to here went their own way. */
    void pass(WorkRequestId order, long position) {
        if (position > reached) {
            delivered.put(order, position);
        }
    }
}
