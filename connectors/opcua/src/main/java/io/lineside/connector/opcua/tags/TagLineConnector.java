package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.Connection;
import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.connector.opcua.client.ServerSession;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineHealth;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineMeasures;
import io.lineside.model.line.MemoryId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.util.ExecutionQueue;

/**
 * One line with tag handshake. Thread-safe; no call blocks but {@link #close()}, for seconds at most. Commands and questions
 * go through one queue, because the tags carry one request at a time.
 */
final class TagLineConnector implements LineConnector {
    private static final MemoryId RETENTIVE = new MemoryId("retentive tags");
    private static final int CLOSE_SECONDS = 5;

    private final TagBlock block;
    private final LineListener listener;
    private final Duration timeout;
    private final Connection connection;
    private final StatusWatch watch;
    private final ExecutionQueue queue = new ExecutionQueue(Stack.sharedExecutor());
    private final CountDownLatch closed = new CountDownLatch(1);

    TagLineConnector(EquipmentId line, TagBlock block, LineListener listener) {
        this.block = block;
        this.listener = listener;
        timeout = block.client().requestTimeout();
        connection = new Connection(block.client());
        watch = new StatusWatch(line, block, listener);
    }

    @Override
    public void start() {
        connection.add(watch);
        connection.start();
    }

    @Override
    public CompletionStage<CommandOutcome> send(JobCommand command) {
        var request = new TagRequest(command, timeout);
        return queued(() -> outcome(request), () -> request.abandon("the line's answer within " + timeout));
    }

    private CommandOutcome outcome(TagRequest request) {
        try {
            return handshake().send(request);
        } catch (OpcUaException failure) {
            return request.abandon(String.valueOf(failure.getMessage()));
        }
    }

    @Override
    public CompletionStage<JobEvidence> query(JobOrderId jobOrderId) {
        return asked(status -> evidence(jobOrderId, status), JobEvidence.Unanswered::new);
    }

    private static JobEvidence evidence(JobOrderId id, TagStatus status) {
        Optional<JobResponse> response = status.hasJob(id) ? status.response() : Optional.empty();
        if (response.isPresent()) {
            return new JobEvidence.Present(response.get());
        }
        return status.isForgotten()
                ? new JobEvidence.Forgotten("ReqSeq is 0: the PLC is new, or has forgotten everything")
                : new JobEvidence.Absent();
    }

    @Override
    public CompletionStage<JobListing> list() {
        return asked(
                status -> new JobListing.Known(status.response().map(List::of).orElseGet(List::of)),
                JobListing.Unanswered::new);
    }

    private <T> CompletionStage<T> asked(Function<TagStatus, T> reading, Function<String, T> silence) {
        Deadline deadline = Deadline.in(timeout);
        return queued(
                () -> {
                    try {
                        return reading.apply(handshake().settled(deadline));
                    } catch (OpcUaException failure) {
                        return silence.apply(String.valueOf(failure.getMessage()));
                    }
                },
                () -> silence.apply("the line's status within " + timeout));
    }

    /** Completes with what the task says, or with what is known when it is late. */
    private <T> CompletionStage<T> queued(Supplier<T> task, Supplier<T> late) {
        var answer = new CompletableFuture<T>();
        queue.submit(() -> {
            try {
                answer.complete(task.get());
            } catch (RuntimeException bug) {
                answer.completeExceptionally(bug);
            }
        });
        CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                .execute(() -> {
                    if (!answer.isDone()) {
                        answer.complete(late.get());
                    }
                });
        return answer;
    }

    private Handshake handshake() {
        ServerSession session =
                connection.now().filter(open -> watch.isReady()).orElseThrow(() -> new OpcUaException(watch.detail()));
        return new Handshake(
                new TagAccess(session, block.map()), block.map(), block.pollInterval(), closed, this::keepFinal);
    }

    private boolean keepFinal(TagStatus over) {
        return over.response()
                .map(response -> listener.reported(response)
                        .toCompletableFuture()
                        .thenApply(kept -> true)
                        .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(notKept -> false)
                        .join())
                .orElse(true);
    }

    /** A PLC that has forgotten shows it by its sequence number, and then says so when asked. */
    @Override
    public Optional<MemoryId> memory() {
        return Optional.of(RETENTIVE);
    }

    @Override
    public boolean offers(JobAction action) {
        return TagCommand.of(action).isPresent();
    }

    @Override
    public LineHealth health() {
        return new LineHealth(
                watch.isReady(),
                watch.detail(),
                watch.lastContact(),
                block.client().security().warnings(),
                measures());
    }

    private LineMeasures measures() {
        return new LineMeasures(
                connection.pause().failedAttempts(),
                connection.pause().current(),
                block.client().security().ownUntil(),
                block.client().security().lineUntil(),
                Optional.empty(),
                OptionalInt.empty());
    }

    @Override
    public void close() {
        closed.countDown();
        connection.remove(watch);
        connection
                .close()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
