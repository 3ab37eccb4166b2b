package io.lineside.gateway.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows commits to who counts or traces them, in order, on a thread of its own, so that the store's writer does not wait for it,
 * and up to twenty times a second, so that it is not woken for each.
 * Should that thread fall far behind, commits are left out, and how many is told. Thread-safe.
 *
 * @param <T> what is told of a commit
 */
public final class Afterwards<T> implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Afterwards.class);
    private static final int MOST_WAITING = 20_000;
    private static final int PAUSE_MILLIS = 50;
    private static final int STOP_MILLIS = 2_000;

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final List<Consumer<T>> counters;
    private final AtomicLong missed = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Afterwards(String thread, List<Consumer<T>> counters) {
        this.counters = List.copyOf(counters);
        this.thread = new Thread(this::run, thread);
        this.thread.setDaemon(true);
    }

    /** Begins to show what is committed. */
    public static <T> Afterwards<T> start(String thread, List<Consumer<T>> counters) {
        var afterwards = new Afterwards<T>(thread, counters);
        afterwards.thread.start();
        return afterwards;
    }

    /** Takes what is told of a commit; called in the order of the commits. */
    public void committed(T commit) {
        if (!waiting.offer(commit)) {
            missed.incrementAndGet();
        }
    }

    /** Commits that were left out. */
    public long missed() {
        return missed.get();
    }

    private void run() {
        List<T> batch = new ArrayList<>();
        try {
            do {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                batch.forEach(this::show);
                batch.clear();
            } while (!ended.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(T commit) {
        for (Consumer<T> counter : counters) {
            try {
                counter.accept(commit);
            } catch (RuntimeException bug) {
                LOGGER.atError().setCause(bug).log("a commit could not be counted or traced");
            }
        }
    }

    /** Ends the thread; what is left is left out. */
    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
