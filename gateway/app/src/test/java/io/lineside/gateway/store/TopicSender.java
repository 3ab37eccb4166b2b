package io.lineside.gateway.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Somebody who orders on {@code shop/orders} and hears the answers on {@code shop/replies}, by the names that he gave. */
final class TopicSender implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MqttClient client;
    private final Map<String, JsonNode> replies = new ConcurrentHashMap<>();

    TopicSender(String broker) {
        try {
            client = new MqttClient(broker, "sender-" + UUID.randomUUID(), new MemoryPersistence());
            client.connect();
            client.setCallback(new TopicEar((topic, message) -> hear(message)));
            client.subscribe("shop/replies/#", 1);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(MqttMessage message) {
        try {
            byte[] name = message.getProperties().getCorrelationData();
            replies.put(new String(name, StandardCharsets.UTF_8), JSON.readTree(message.getPayload()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Orders under a name; the keys are those of the sender. */
    void send(String name, String order, String... keys) {
        var properties = new MqttProperties();
        properties.setResponseTopic("shop/replies/" + name);
        properties.setCorrelationData(name.getBytes(StandardCharsets.UTF_8));
        properties.setUserProperties(List.of(keys).stream()
                .map(key -> new UserProperty("idempotency-key", key))
                .toList());
        try {
            client.publish(
                    "shop/orders", new MqttMessage(order.getBytes(StandardCharsets.UTF_8), 1, false, properties));
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, JsonNode> replies() {
        return Map.copyOf(replies);
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 100, true);
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}
