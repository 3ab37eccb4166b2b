package io.lineside.gateway.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spans to the collector, some at once, on a thread of its own. While the collector is away they wait, up to a number beyond
 * which new ones are let go; the log says once that it is away, and once that it is back, with how many were let go. Thread-safe.
 */
final class SpanPost implements SpanProcessor {
    private static final Logger LOGGER = LoggerFactory.getLogger(SpanPost.class);
    private static final int MOST_WAITING = 20_000;
    private static final int AT_ONCE = 512;
    private static final long GATHER_MILLIS = 500;
    private static final long EXPORT_SECONDS = 15;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final long FAREWELL_MILLIS = 3_000;

    private final BlockingQueue<SpanData> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong letGo = new AtomicLong();
    private final SpanExporter exporter;
    private final String collector;
    private final Thread thread;
    private volatile boolean closing;
    private boolean away;

    /** Brings spans by this exporter; begins at once. */
    SpanPost(SpanExporter exporter, String collector) {
        this.exporter = exporter;
        this.collector = collector;
        thread = new Thread(this::run, "lineside-traces-post");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // Only what has ended is sent.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!waiting.offer(span.toSpanData())) {
            letGo.incrementAndGet();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    private void run() {
        List<SpanData> batch = new ArrayList<>();
        try {
            while (!closing || !waiting.isEmpty()) {
                gather(batch);
                if (!batch.isEmpty() && !deliver(batch)) {
                    return;
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<SpanData> batch) throws InterruptedException {
        SpanData first = waiting.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            waiting.drainTo(batch, AT_ONCE - 1);
        }
    }

    /** False when the gateway stops and the collector is away: who waits for a stop waits for no collector. */
    private boolean deliver(List<SpanData> batch) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (!export(batch)) {
            if (closing) {
                return false;
            }
            synchronized (this) {
                wait(pause);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return true;
    }

    private boolean export(List<SpanData> batch) {
        CompletableResultCode done = exporter.export(batch).join(EXPORT_SECONDS, TimeUnit.SECONDS);
        if (!done.isSuccess() && !away) {
            LOGGER.atWarn()
                    .addKeyValue("endpoint", collector)
                    .addKeyValue("reason", reason(done.getFailureThrowable()))
                    .log("the collector takes no traces; they wait, and are tried on");
        } else if (done.isSuccess() && away) {
            LOGGER.atInfo()
                    .addKeyValue("endpoint", collector)
                    .addKeyValue("messages", letGo.getAndSet(0))
                    .log("the collector takes traces again; so many spans were let go meanwhile");
        }
        away = !done.isSuccess();
        return done.isSuccess();
    }

    /** The first cause: what is around it are words of the library. */
    private static String reason(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? "no good answer" : cause.toString();
    }

    @Override
    public CompletableResultCode shutdown() {
        closing = true;
        synchronized (this) {
            notifyAll();
        }
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        return exporter.shutdown();
    }
}
