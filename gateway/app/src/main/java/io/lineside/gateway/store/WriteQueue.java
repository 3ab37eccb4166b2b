package io.lineside.gateway.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writer, first come first served and bounded by weight: an order of 500 jobs is as much writing, and
 * as much memory, as 500 orders of one. A flood of new orders leaves room for what lines report. Thread-safe.
 */
final class WriteQueue {

    /** What became of a work that was offered. */
    enum Answer {
        QUEUED,
        FULL,
        CLOSED
    }

    private final StoreLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<PendingWork<?>> works = new ArrayDeque<>();
    private int newOrders;
    private int others;
    private boolean closed;

    WriteQueue(StoreLimits limits) {
        this.limits = limits;
    }

    /** A work heavier than all that may wait still gets its turn, when nothing else of its kind waits. */
    Answer offer(PendingWork<?> work) {
        lock.lock();
        try {
            if (closed) {
                return Answer.CLOSED;
            }
            int waiting = work.isNewOrder() ? newOrders : others;
            if (waiting > 0 && work.weight() > limits.waitingWeight() - waiting) {
                return Answer.FULL;
            }
            works.add(work);
            count(work, work.weight());
            changed.signal();
            return Answer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next works to share a commit, at least one; none once the queue is closed and empty. */
    List<PendingWork<?>> take() {
        lock.lock();
        try {
            while (works.isEmpty() && !closed) {
                // An interrupt, from a careless continuation on the writer's thread, must not end all writing.
                changed.awaitUninterruptibly();
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    private List<PendingWork<?>> batch() {
        var batch = new ArrayList<PendingWork<?>>();
        int room = limits.weightPerCommit();
        for (var next = works.peek(); next != null; next = works.peek()) {
            if (!batch.isEmpty() && next.weight() > room) {
                break;
            }
            room -= next.weight();
            count(next, -next.weight());
            batch.add(works.remove());
        }
        return batch;
    }

    private void count(PendingWork<?> work, int weight) {
        if (work.isNewOrder()) {
            newOrders += weight;
        } else {
            others += weight;
        }
    }

    /** Takes out the new orders, first come first. */
    List<PendingWork<?>> takeNewOrders() {
        lock.lock();
        try {
            List<PendingWork<?>> orders =
                    works.stream().filter(PendingWork::isNewOrder).toList();
            works.removeIf(PendingWork::isNewOrder);
            orders.forEach(order -> count(order, -order.weight()));
            return orders;
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
