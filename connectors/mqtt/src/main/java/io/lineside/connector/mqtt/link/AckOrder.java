package io.lineside.connector.mqtt.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Sends PUBACKs in the order in which the messages came, whatever the order in which they became durable (MQTT 5.0,
 * 4.6.0-2). One per connection, so that an acknowledgement can never reach a later one. Thread-safe.
 */
final class AckOrder {
    private final Deque<Entry> open = new ArrayDeque<>();
    private final IntConsumer puback;
    private boolean closed;

    AckOrder(IntConsumer puback) {
        this.puback = puback;
    }

    synchronized Receipt arrived(int packetId) {
        var entry = new Entry(packetId);
        open.addLast(entry);
        return entry;
    }

    /** From now on acknowledgements go nowhere: packet ids mean something else on the next connection. */
    synchronized void close() {
        closed = true;
        open.clear();
    }

    private synchronized void done(Entry entry) {
        entry.done = true;
        while (!closed && !open.isEmpty() && open.getFirst().done) {
            puback.accept(open.removeFirst().packetId);
        }
    }

    private synchronized void leave(Entry entry) {
        if (open.remove(entry) && !open.isEmpty() && open.getFirst().done) {
            done(open.getFirst());
        }
    }

    private final class Entry implements Receipt {
        private final int packetId;
        private boolean done;

        Entry(int packetId) {
            this.packetId = packetId;
        }

        @Override
        public void acknowledge() {
            done(this);
        }

        @Override
        public void forgo() {
            leave(this);
        }
    }
}
