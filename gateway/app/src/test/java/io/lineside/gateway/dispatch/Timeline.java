package io.lineside.gateway.dispatch;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is going to happen in one history, in virtual milliseconds. Confined to one thread. */
final class Timeline {
    private record Entry(long at, long order, Runnable step) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private long now;
    private long order;

    long now() {
        return now;
    }

    void after(long millis, Runnable step) {
        at(now + millis, step);
    }

    void at(long millis, Runnable step) {
        entries.add(new Entry(Math.max(millis, now), order++, step));
    }

    /** When the next thing happens; {@link Long#MAX_VALUE} for never. */
    long next() {
        Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    /** Lets happen what is due by then, including what that leads to at once. */
    void runUntil(long time) {
        for (Entry first = entries.peek(); first != null && first.at() <= time; first = entries.peek()) {
            entries.remove();
            now = Math.max(now, first.at());
            first.step().run();
        }
        now = time;
    }
}
