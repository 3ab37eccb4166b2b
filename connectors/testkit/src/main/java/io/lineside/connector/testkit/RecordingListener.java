package io.lineside.connector.testkit;

import io.lineside.model.JobOrderId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.line.LineListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Remembers what a connector tells the gateway. Thread-safe. */
public final class RecordingListener implements LineListener {
    private final List<JobResponse> responses = new CopyOnWriteArrayList<>();
    private final List<String> disconnects = new ArrayList<>();
    private final AtomicBoolean failReports = new AtomicBoolean();
    private int connects;
    private boolean connected;

    @Override
    public synchronized void connected() {
        connects++;
        connected = true;
    }

    @Override
    public synchronized void disconnected(String reason) {
        disconnects.add(reason);
        connected = false;
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

    /** Whether the last word was connected; it is counted, or its reason is kept, by then. */
    public synchronized boolean isConnected() {
        return connected;
    }

    /** How often connected was said. */
    public synchronized int connects() {
        return connects;
    }

    /** The reasons of every disconnect so far. */
    public synchronized List<String> disconnects() {
        return List.copyOf(disconnects);
    }

    /** Every kept report so far, in the order of their arrival. */
    public List<JobResponse> responses() {
        return List.copyOf(responses);
    }

    /** The latest kept report about a job. */
    public Optional<JobResponse> latest(JobOrderId jobOrderId) {
        return about(jobOrderId).reduce((first, second) -> second);
    }

    /**
     * The latest kept report that says that a job has ended. It need not be the latest of all: Milo 1.0.8 may hand over an
     * older notification after it.
     */
    public Optional<JobResponse> ended(JobOrderId jobOrderId) {
        return about(jobOrderId)
                .filter(response -> response.state() == JobState.ENDED)
                .reduce((first, second) -> second);
    }

    private Stream<JobResponse> about(JobOrderId jobOrderId) {
        return responses.stream().filter(response -> response.jobOrderId().equals(jobOrderId));
    }
}
