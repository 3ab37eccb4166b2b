package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.PlainWords;
import io.lineside.connector.opcua.mapping.MethodAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;

/**
 * Lets method calls share a Call request (OPC 10000-4 5.12.2), because the request costs both sides more than a method in
 * it. A call that somebody waits for goes out at once, and takes along those that nobody waits for; these go out without
 * it when they are many or have waited for {@link #MOMENT}. None waits for a server whose methods take long. Thread-safe;
 * no call blocks.
 */
final class MethodCalls {
    /** How long a call that nobody waits for waits for company. */
    static final Duration MOMENT = Duration.ofMillis(250);

    /** So many wait no longer. */
    private static final int MANY = 8;

    /** So long may a request take: of slow methods fewer share one, down to one alone. */
    private static final Duration LONGEST = Duration.ofMillis(100);

    /** Refusals of a request for its size, before any method in it was called: smaller ones may be taken. */
    private static final Set<Long> TOO_MUCH = Set.of(
            StatusCodes.Bad_TooManyOperations, StatusCodes.Bad_RequestTooLarge, StatusCodes.Bad_EncodingLimitsExceeded);

    /** How much one call's time counts among all before it. */
    private static final double WEIGHT = 0.25;

    private final Function<List<CallMethodRequest>, CompletionStage<List<MethodAnswer>>> wire;
    private final BiConsumer<Duration, Runnable> later;
    private final LongSupplier nanoTime;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private int most;
    private boolean isTimed;
    private double nanosEach;

    /**
     * Calls by a wire that sends one request.
     *
     * @param most methods in one request
     * @param wire completes with one answer for each, in order, or exceptionally
     * @param later runs something after a while
     */
    MethodCalls(
            int most,
            Function<List<CallMethodRequest>, CompletionStage<List<MethodAnswer>>> wire,
            BiConsumer<Duration, Runnable> later,
            LongSupplier nanoTime) {
        this.most = most;
        this.wire = wire;
        this.later = later;
        this.nanoTime = nanoTime;
    }

    private record Call(CallMethodRequest request, CompletableFuture<MethodAnswer> answer) {}

    /**
     * Calls a method; fails as the request fails that it went out with.
     *
     * @param isUrgent whether somebody waits for it
     */
    CompletableFuture<MethodAnswer> call(CallMethodRequest request, boolean isUrgent) {
        var call = new Call(request, new CompletableFuture<>());
        List<Call> together;
        boolean begins = false;
        synchronized (waiting) {
            if (isUrgent || room() == 1) {
                together = portion(room() - 1);
                together.add(call);
            } else {
                waiting.add(call);
                int many = Math.min(MANY, room());
                together = waiting.size() < many ? List.of() : portion(many);
                begins = !isTimed && !waiting.isEmpty();
                isTimed = isTimed || begins;
            }
        }
        if (begins) {
            later.accept(MOMENT, this::sendWaiting);
        }
        if (!together.isEmpty()) {
            send(together);
        }
        return call.answer();
    }

    private List<Call> portion(int calls) {
        List<Call> portion = new ArrayList<>();
        while (portion.size() < calls && !waiting.isEmpty()) {
            portion.add(waiting.remove());
        }
        return portion;
    }

    /** How many methods may go out together. */
    private int room() {
        return (int) Math.max(1, Math.min(most, LONGEST.toNanos() / Math.max(1, nanosEach)));
    }

    private void sendWaiting() {
        List<List<Call>> portions = new ArrayList<>();
        synchronized (waiting) {
            isTimed = false;
            while (!waiting.isEmpty()) {
                portions.add(portion(room()));
            }
        }
        portions.forEach(this::send);
    }

    private void send(List<Call> together) {
        long begun = nanoTime.getAsLong();
        wire.apply(together.stream().map(Call::request).toList()).whenComplete((answers, failure) -> {
            if (failure != null && together.size() > 1 && isTooMuch(failure)) {
                halves(together).forEach(this::send);
                return;
            }
            took(nanoTime.getAsLong() - begun, together.size());
            for (int i = 0; i < together.size(); i++) {
                if (failure == null) {
                    together.get(i).answer().complete(answers.get(i));
                } else {
                    together.get(i).answer().completeExceptionally(failure);
                }
            }
        });
    }

    private void took(long nanos, int calls) {
        synchronized (waiting) {
            nanosEach += WEIGHT * ((double) nanos / calls - nanosEach);
        }
    }

    /** What the server has not looked at; no request is larger than half of it from now on. */
    private List<List<Call>> halves(List<Call> together) {
        int half = (together.size() + 1) / 2;
        synchronized (waiting) {
            most = Math.min(most, half);
        }
        return List.of(together.subList(0, half), together.subList(half, together.size()));
    }

    private static boolean isTooMuch(Throwable failure) {
        return PlainWords.unwrap(failure) instanceof UaException refusal
                && TOO_MUCH.contains(refusal.getStatusCode().value());
    }
}
