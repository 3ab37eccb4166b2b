package io.lineside.gateway.notify;

import io.lineside.gateway.store.FeedPage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Somebody who waits for the next events of a tenant. Thread-safe. */
public final class Waiting {
    private final long position;
    private final CompletableFuture<Optional<FeedPage>> news = new CompletableFuture<>();
    private volatile Runnable end = () -> {};

    Waiting(long position) {
        this.position = position;
    }

    /**
     * Completes once there are events after the position: with them, where they are at hand, and otherwise with nothing,
     * which says that they are to be read. Completes on a thread of the store, maybe the one that commits: what follows
     * must be quick.
     */
    public CompletionStage<Optional<FeedPage>> news() {
        return news.minimalCompletionStage();
    }

    /** Ends the waiting; {@link #news} completes with nothing if it has not. */
    public void end() {
        end.run();
        news.complete(Optional.empty());
    }

    long position() {
        return position;
    }

    void onEnd(Runnable action) {
        end = action;
    }

    void tell(Optional<FeedPage> page) {
        news.complete(page);
    }
}
