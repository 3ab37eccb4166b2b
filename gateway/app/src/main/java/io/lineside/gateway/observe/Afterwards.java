package io.lineside.gateway.observe;

import io.lineside.model.work.LedgerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the events of commits to who counts them, in order, on a thread of its own, so that the store's writer does not wait for it.
 * Should that thread fall far behind, commits go uncounted, and how many is told. Thread-safe.
 */
public final class Afterwards implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Afterwards.class);
    private static final int MOST_WAITING = 20_000;
    private static final int AT_ONCE = 256;
    private static final int STOP_MILLIS = 2_000;

    private final BlockingQueue<List<LedgerEvent>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final List<Consumer<List<LedgerEvent>>> counters;
    private final AtomicLong missed = new AtomicLong();
    private final Thread thread;

    private Afterwards(List<Consumer<List<LedgerEvent>>> counters) {
        this.counters = List.copyOf(counters);
        thread = new Thread(this::run, "lineside-meters");
        thread.setDaemon(true);
    }

    /** Begins to show what is committed. */
    public static Afterwards start(List<Consumer<List<LedgerEvent>>> counters) {
        var afterwards = new Afterwards(counters);
        afterwards.thread.start();
        return afterwards;
    }

    /** Takes the events of a commit; called in the order of the commits. */
    public void committed(List<LedgerEvent> events) {
        if (!waiting.offer(events)) {
            missed.incrementAndGet();
        }
    }

    /** Commits that were not counted. */
    public long missed() {
        return missed.get();
    }

    private void run() {
        List<List<LedgerEvent>> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, AT_ONCE);
                batch.forEach(this::show);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(List<LedgerEvent> events) {
        for (Consumer<List<LedgerEvent>> counter : counters) {
            try {
                counter.accept(events);
            } catch (RuntimeException bug) {
                LOGGER.atError().setCause(bug).log("a commit could not be counted");
            }
        }
    }

    /** Ends the thread; what is left is not counted. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
