package io.lineside.model.topic;

import java.util.Map;
import java.util.Optional;

/**
 * Everything about one topic of orders.
 *
 * @param name of the door, unique in the site
 * @param gatewayId names this gateway to brokers; unique among gateways
 * @param topic or a filter of topics
 * @param replies topic for answers of messages that name none, and the place below which a message may name one
 * @param maxMessage most bytes of a message
 * @param connection to the broker, by the keys of the site file's block; may hold secrets
 */
public record OrderTopicSettings(
        String name, String gatewayId, String topic, String replies, int maxMessage, Map<String, String> connection) {
    /** Copies the map. */
    public OrderTopicSettings {
        connection = Map.copyOf(connection);
    }

    /** The value of a key of the connection. */
    public Optional<String> setting(String key) {
        return Optional.ofNullable(connection.get(key));
    }

    /** Without the values of its connection, which may be secret. */
    @Override
    public String toString() {
        return "door " + name + " of topic " + topic;
    }
}
