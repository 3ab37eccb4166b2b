package io.lineside.gateway.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits for the writer, first come first served among its kind and bounded by weight: an order of 500 jobs is as
 * much writing, and as much memory, as 500 orders of one. A flood of new orders leaves room for what lines report, and
 * most of the writer's time. Works that nobody waits for come out with the next one that somebody does wait for, or when
 * they have waited a moment. Thread-safe.
 */
final class WriteQueue {

    /** What became of a work that was offered. */
    enum Answer {
        QUEUED,
        FULL,
        CLOSED
    }

    /** As many new orders share a commit at least: fewer would be written less well. */
    private static final int FEW_ORDERS = 16;
    /**
     * An order that flows is one acceptance and at least three works that come of it. At this ratio orders may still come
     * faster than they flow, and a flood of them slows down neither lines nor reports.
     */
    private static final int OTHERS_FOR_AN_ORDER = 3;

    /** How long a work waits for others that nobody waits for: a commit costs about as much as writing ten of them. */
    static final Duration MOMENT = Duration.ofMillis(10);

    private final StoreLimits limits;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Waiting newOrders = new Waiting();
    private final Waiting others = new Waiting();
    /** When what waits is to be taken at the latest; of no meaning while nothing waits. */
    private long due;

    private boolean closed;

    WriteQueue(StoreLimits limits) {
        this(limits, System::nanoTime);
    }

    /** A queue by a clock of its own. */
    WriteQueue(StoreLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Works of one kind and what they weigh. */
    private static final class Waiting {
        private final Deque<PendingWork<?>> works = new ArrayDeque<>();
        private int weight;

        void add(PendingWork<?> work) {
            works.add(work);
            weight += work.weight();
        }

        /** Moves what fits, at least one however heavy; returns what it weighs. */
        int moveTo(List<PendingWork<?>> batch, int room) {
            int moved = 0;
            for (var next = works.peek(); next != null; next = works.peek()) {
                if (moved > 0 && next.weight() > room - moved) {
                    break;
                }
                moved += next.weight();
                batch.add(works.remove());
            }
            weight -= moved;
            return moved;
        }

        List<PendingWork<?>> removeAll() {
            List<PendingWork<?>> all = List.copyOf(works);
            works.clear();
            weight = 0;
            return all;
        }
    }

    /** A work heavier than all that may wait still gets its turn, when nothing else of its kind waits. */
    Answer offer(PendingWork<?> work) {
        lock.lock();
        try {
            if (closed) {
                return Answer.CLOSED;
            }
            var waiting = work.isNewOrder() ? newOrders : others;
            if (waiting.weight > 0 && work.weight() > limits.waitingWeight() - waiting.weight) {
                return Answer.FULL;
            }
            dueIn(work.haste() == Haste.IN_A_MOMENT ? MOMENT.toNanos() : 0);
            waiting.add(work);
            return Answer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody waits now for what is here, whoever handed it in. */
    void hurry() {
        lock.lock();
        try {
            if (!isEmpty()) {
                dueIn(0);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes whoever takes only when that is sooner than it wakes anyway. */
    private void dueIn(long nanos) {
        long wanted = nanoTime.getAsLong() + nanos;
        if (isEmpty() || wanted - due < 0) {
            due = wanted;
            changed.signal();
        }
    }

    private boolean isEmpty() {
        return newOrders.works.isEmpty() && others.works.isEmpty();
    }

    /** Waits for the next works to share a commit, at least one; none once the queue is closed and empty. */
    List<PendingWork<?>> take() {
        lock.lock();
        try {
            awaitDue();
            return batch();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is there that waits no longer for others. */
    boolean isDue() {
        lock.lock();
        try {
            return !isEmpty() && left() <= 0;
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        return due - nanoTime.getAsLong();
    }

    private void awaitDue() {
        while (!closed && !isDue()) {
            try {
                changed.awaitNanos(isEmpty() ? Long.MAX_VALUE : left());
            } catch (InterruptedException e) {
                // From a careless continuation on the writer's thread: it must not end all writing.
            }
        }
    }

    private List<PendingWork<?>> batch() {
        var batch = new ArrayList<PendingWork<?>>();
        int room = limits.weightPerCommit();
        int taken = others.moveTo(batch, room);
        if (taken > 0) {
            room = Math.min(room - taken, Math.max(FEW_ORDERS, taken / OTHERS_FOR_AN_ORDER));
        }
        // At least one: new orders wait for others, but not for ever.
        newOrders.moveTo(batch, room);
        due = nanoTime.getAsLong();
        return batch;
    }

    /** Takes out the new orders, first come first. */
    List<PendingWork<?>> takeNewOrders() {
        lock.lock();
        try {
            return newOrders.removeAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more in; what waits can still be taken out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
