package io.lineside.connector.mqtt;

import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway whose store takes its time for every report. Thread-safe. */
final class SlowListener implements LineListener {
    private final List<JobResponse> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final Duration keeping;

    SlowListener(Duration keeping) {
        this.keeping = keeping;
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String reason) {}

    @Override
    public CompletionStage<Void> reported(JobResponse response) {
        heard.add(response);
        var later = CompletableFuture.delayedExecutor(keeping.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(kept::incrementAndGet, later);
    }

    /** How many of the heard reports are safe. */
    int kept() {
        return kept.get();
    }

    List<JobResponse> heard() {
        return List.copyOf(heard);
    }
}
