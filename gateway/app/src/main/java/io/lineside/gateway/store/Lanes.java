package io.lineside.gateway.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The ways to the file: works take one, queries the other. Thread-safe; nothing blocks but {@link #close}. */
interface Lanes extends AutoCloseable {
    /** Completes when the work is committed and synced to disk, or with why it is not. */
    <T> CompletionStage<T> write(String what, Work<T> work);

    /** Completes with what the query found in one commit's state. */
    <T> CompletionStage<T> read(String what, Readers.Query<T> query);

    /** Completes, with the reason, when the disk can not be trusted any more; never for lanes that are on no disk. */
    default CompletionStage<String> broken() {
        return new CompletableFuture<>();
    }

    /** Tells how long each commit takes; nothing for lanes that write nothing. */
    default void onTimed(CommitListener listener) {}

    /** Has works join the commits that make jobs ready; nothing for lanes that write nothing. */
    default void joinedBy(Joining works) {}

    /** Somebody waits for what was handed in; nothing for lanes on which nothing waits a moment for others. */
    default void hurry() {}

    /** Says what became of a work that nobody handed in, on the writer thread. */
    default void tell(Runnable news) {
        news.run();
    }

    /** Carries out what waits, then lets the file go. */
    @Override
    void close();
}
