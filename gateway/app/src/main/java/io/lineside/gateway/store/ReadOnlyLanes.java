package io.lineside.gateway.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Queries only, over a file that somebody else may write at the same time. Thread-safe. */
record ReadOnlyLanes(Database database, Readers readers) implements Lanes {
    @Override
    public <T> CompletionStage<T> write(String what, Work<T> work) {
        return CompletableFuture.failedFuture(
                new StoreException(what + ": not written, because store " + database + " was opened only to be read"));
    }

    @Override
    public <T> CompletionStage<T> read(String what, Readers.Query<T> query) {
        return readers.read(what, query);
    }

    @Override
    public void close() {
        readers.close();
    }
}
