package io.lineside.gateway.routes;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which orders are read, checked and planned, with nothing else on them and a queue that ends. */
final class IntakeThreads {
    /** More than the HTTP server lets in at once: for whoever else submits. Above it an order is refused, not kept. */
    private static final int WAITING = 1_000;

    private IntakeThreads() {}

    static ThreadPoolExecutor start() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "lineside-intake-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
