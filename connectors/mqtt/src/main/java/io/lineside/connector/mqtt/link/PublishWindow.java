package io.lineside.connector.mqtt.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages waiting for room and messages without their PUBACK, so many at once as the broker allows. Confined to its
 * link's thread.
 */
final class PublishWindow {
    private final Deque<PendingPublish> waiting = new ArrayDeque<>();
    private final Set<PendingPublish> inFlight = new HashSet<>();
    private int size;

    /** Opens the window for a new connection. */
    void open(int allowed) {
        size = allowed;
    }

    void offer(PendingPublish publish) {
        waiting.addLast(publish);
    }

    /** The next message that may go, now counted as being in flight. */
    Optional<PendingPublish> next() {
        if (waiting.isEmpty() || inFlight.size() >= size) {
            return Optional.empty();
        }
        PendingPublish next = waiting.removeFirst();
        inFlight.add(next);
        return Optional.of(next);
    }

    /** The message has its PUBACK, or never left. */
    void release(PendingPublish publish) {
        inFlight.remove(publish);
    }

    boolean isInFlight(PendingPublish publish) {
        return inFlight.contains(publish);
    }

    /** Takes a message back that still waits. */
    boolean withdraw(PendingPublish publish) {
        return waiting.remove(publish);
    }

    /** The connection is gone: the messages that may have left with it. */
    List<PendingPublish> close() {
        size = 0;
        List<PendingPublish> lost = List.copyOf(inFlight);
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
