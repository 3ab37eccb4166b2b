package io.lineside.connector.mqtt.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Messages waiting for room and messages without their PUBACK, so many at once as the broker allows. Confined to its
 * link's thread.
 */
final class PublishWindow {
    private final Deque<PendingPublish> waiting = new ArrayDeque<>();
    /** With the moment at which each went, the one that went first first. */
    private final Map<PendingPublish, Long> inFlight = new LinkedHashMap<>();

    private int size;

    /** Opens the window for a new connection. */
    void open(int allowed) {
        size = allowed;
    }

    void offer(PendingPublish publish) {
        waiting.addLast(publish);
    }

    /** The next message that may go, now counted as being in flight. */
    Optional<PendingPublish> next(long nowNanos) {
        if (waiting.isEmpty() || inFlight.size() >= size) {
            return Optional.empty();
        }
        PendingPublish next = waiting.removeFirst();
        inFlight.put(next, nowNanos);
        return Optional.of(next);
    }

    /** The message has its PUBACK, or never left. */
    void release(PendingPublish publish) {
        inFlight.remove(publish);
    }

    /** When the message went that waits longest for its PUBACK. */
    OptionalLong oldest() {
        return inFlight.values().stream().mapToLong(Long::longValue).findFirst();
    }

    /** Takes a message back that still waits. */
    boolean withdraw(PendingPublish publish) {
        return waiting.remove(publish);
    }

    /** The connection is gone: the messages that may have left with it. */
    List<PendingPublish> close() {
        size = 0;
        List<PendingPublish> lost = List.copyOf(inFlight.keySet());
        inFlight.clear();
        return lost;
    }

    /** The connection is gone: the messages that certainly did not leave. */
    List<PendingPublish> drain() {
        List<PendingPublish> unsent = List.copyOf(waiting);
        waiting.clear();
        return unsent;
    }
}
