package io.lineside.connector.mqtt.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link that takes whatever is sent and tells nothing: what its listener hears, a test says in the order it wants. */
public final class SilentLink implements MqttLink {
    @Override
    public void start() {}

    @Override
    public Retries retries() {
        return Retries.NONE;
    }

    @Override
    public void subscribe(String filter) {}

    @Override
    public void subscribeAgain(String filter) {}

    @Override
    public void unsubscribe(String filter) {}

    @Override
    public CompletionStage<PublishOutcome> publish(OutgoingMessage message) {
        return CompletableFuture.completedFuture(new PublishOutcome.Taken());
    }

    @Override
    public void reconnect(String reason) {}

    @Override
    public void close() {}
}
