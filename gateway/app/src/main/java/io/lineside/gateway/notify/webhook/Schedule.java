package io.lineside.gateway.notify.webhook;

import java.time.Duration;

/** The one thread of all webhooks, and its alarm clock. Nothing that runs on it may block. Thread-safe. */
public interface Schedule {
    /** Runs a step on the thread, after those that were handed in before. */
    void run(Runnable step);

    /** Runs a step on the thread after a while; it can not be called off. */
    void after(Duration pause, Runnable step);
}
