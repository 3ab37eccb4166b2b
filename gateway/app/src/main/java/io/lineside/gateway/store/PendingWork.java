package io.lineside.gateway.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A work in the writer's queue, and the stage of the one who handed it in. Confined to the writer thread once queued. */
final class PendingWork<T> {

    private final String what;
    private final Work<T> work;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable T result;
    private boolean answered;

    PendingWork(String what, Work<T> work) {
        this.what = what;
        this.work = work;
    }

    String what() {
        return what;
    }

    int weight() {
        return work.weight();
    }

    boolean isToRunAgain() {
        return work.isToRunAgain();
    }

    Haste haste() {
        return work.haste();
    }

    boolean isNewOrder() {
        return work.isNewOrder();
    }

    CompletionStage<T> stage() {
        return stage;
    }

    /** Does nothing for one that was told already that it is not kept, or not known to be. */
    void run(Tx tx) throws SQLException {
        if (!answered) {
            result = work.run(tx);
        }
    }

    void complete() {
        answered = true;
        stage.complete(result);
    }

    void fail(Throwable cause) {
        answered = true;
        stage.completeExceptionally(cause);
    }
}
