package io.lineside.connector.mqtt.link;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One message on its way out. Confined to its link's thread, but for the outcome. */
final class PendingPublish {
    private final OutgoingMessage message;
    private final long deadline;
    private final CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();

    PendingPublish(OutgoingMessage message, long nowNanos) {
        this.message = message;
        deadline = nowNanos + message.patience().toNanos();
    }

    OutgoingMessage message() {
        return message;
    }

    CompletableFuture<PublishOutcome> outcome() {
        return outcome;
    }

    /** What is left of the patience, rounded up to the whole seconds that MQTT counts in; never 0. */
    long expirySeconds(long nowNanos) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - nowNanos));
        return left.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
