package io.lineside.connector.testkit;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a connector tells the gateway. Thread-safe. */
public final class RecordingListener implements LineListener {
    private final List<JobResponse> responses = new CopyOnWriteArrayList<>();
    private final List<String> disconnects = new CopyOnWriteArrayList<>();
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicBoolean connected = new AtomicBoolean();
    private final AtomicBoolean failReports = new AtomicBoolean();

    @Override
    public void connected() {
        connected.set(true);
        connects.incrementAndGet();
    }

    @Override
    public void disconnected(String reason) {
        connected.set(false);
        disconnects.add(reason);
    }

    @Override
    public CompletionStage<Void> reported(JobResponse response) {
        if (failReports.get()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the store is not available (test)"));
        }
        responses.add(response);
        return CompletableFuture.completedFuture(null);
    }

    /** Makes every report fail as a full disk would, until turned off. */
    public void failReports(boolean fail) {
        failReports.set(fail);
    }

    /** Whether the last word was connected. */
    public boolean isConnected() {
        return connected.get();
    }

    /** How often connected was said. */
    public int connects() {
        return connects.get();
    }

    /** The reasons of every disconnect so far. */
    public List<String> disconnects() {
        return List.copyOf(disconnects);
    }

    /** Every kept report so far, in order. */
    public List<JobResponse> responses() {
        return List.copyOf(responses);
    }

    /** The latest kept report about a job. */
    public Optional<JobResponse> latest(JobOrderId jobOrderId) {
        return responses.stream().filter(r -> r.jobOrderId().equals(jobOrderId)).reduce((first, second) -> second);
    }
}
