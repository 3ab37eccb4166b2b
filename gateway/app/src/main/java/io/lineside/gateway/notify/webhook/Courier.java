package io.lineside.gateway.notify.webhook;

import java.util.concurrent.CompletionStage;

/** Brings letters to one receiver. Nothing blocks. Thread-safe. */
public interface Courier extends AutoCloseable {
    /**
     * Sends a letter to its address, follows no redirect, and completes with what came of it, on any thread; never
     * exceptionally.
     */
    CompletionStage<Answer> send(Letter letter);

    /** Lets its connections go. */
    @Override
    void close();
}
