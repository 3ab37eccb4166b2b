package io.lineside.connector.opcua.session;

import io.lineside.connector.opcua.client.LinkFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only so many requests wait for a server's answer at once, because small servers fall over beyond their limit; the
 * others wait in line. Thread-safe.
 */
final class InFlight {
    private final int limit;
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int underWay;

    InFlight(int limit) {
        this.limit = limit;
    }

    /** Sends the request when it is its turn; fails without having sent it when that takes longer than {@code patience}. */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> request, Duration patience) {
        return turn().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(late -> CompletableFuture.failedFuture(
                        new LinkFailure("the server has not answered " + limit + " requests before this one")))
                .thenCompose(mine -> request.get().whenComplete((answer, failure) -> release()));
    }

    /** How many wait for the server's answer. */
    int underWay() {
        synchronized (waiting) {
            return underWay;
        }
    }

    private CompletableFuture<Void> turn() {
        synchronized (waiting) {
            var turn = new CompletableFuture<Void>();
            if (underWay < limit) {
                underWay++;
                turn.complete(null);
            } else {
                waiting.add(turn);
            }
            return turn;
        }
    }

    /** Hands the place on to the next that still wants it. */
    private void release() {
        while (true) {
            CompletableFuture<Void> next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    underWay--;
                    return;
                }
            }
            if (next.complete(null)) {
                return;
            }
        }
    }
}
