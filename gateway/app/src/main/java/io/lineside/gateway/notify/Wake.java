package io.lineside.gateway.notify;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells those who wait that a commit has what they wait for. */
final class Wake {
    /** More take too long for the thread that commits. */
    private static final int FEW = 8;

    private Wake() {}

    /** Tells a few on the caller's thread, and more on another. The collection is not changed any more. */
    static <T> void all(Collection<T> waiting, Consumer<T> tell) {
        if (waiting.size() <= FEW) {
            waiting.forEach(tell);
        } else {
            var unused = CompletableFuture.runAsync(() -> waiting.forEach(tell));
        }
    }
}
