package io.lineside.connector.mqtt.link;

import java.util.concurrent.CompletionStage;

/**
 * One connection to a broker that comes back by itself. Thread-safe; no call but {@link #close} blocks.
 *
 * <p>It never sends a message twice: what became of a message is told, and its owner decides.
 */
public interface MqttLink extends AutoCloseable {
    /** Starts connecting and returns at once. Called once. */
    void start();

    /** How its attempts to connect go. */
    Retries retries();

    /** Subscribes with QoS 1 now, or when connected, and again after every reconnect. */
    void subscribe(String filter);

    /** Makes a subscription once more, so that the broker sends its retained messages again; nothing while down. */
    void subscribeAgain(String filter);

    /** Gives a subscription back, at the broker too. */
    void unsubscribe(String filter);

    /** Publishes with QoS 1; completes normally whatever happens, within the message's patience. */
    CompletionStage<PublishOutcome> publish(OutgoingMessage message);

    /**
     * Drops the connection after a pause and connects again, so that the broker sends once more what was not
     * acknowledged. Asked again before that has happened, it does nothing.
     *
     * @param reason in words for a technician
     */
    void reconnect(String reason);

    /** Disconnects in an orderly way; waits a few seconds at most. */
    @Override
    void close();

    /** Makes links. */
    interface Factory {
        /** Makes a link that is not started yet. */
        MqttLink link(LinkSettings settings, LinkListener listener);
    }
}
