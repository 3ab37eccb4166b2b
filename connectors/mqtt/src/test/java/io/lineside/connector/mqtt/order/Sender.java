package io.lineside.connector.mqtt.order;

import static org.awaitility.Awaitility.await;

import io.lineside.connector.mqtt.MessageEar;
import io.lineside.connector.mqtt.link.NoDelaySockets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Somebody who orders by MQTT 5 and hears the replies. */
final class Sender implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(10).toMillis();

    private final MqttAsyncClient client;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();

    /** A reply, with its correlation data as text. */
    record Reply(String topic, String correlation, String text) {}

    private Sender(MqttAsyncClient client) {
        this.client = client;
    }

    /** Somebody who hears what is published to these topics. */
    static Sender at(String broker, String... hears) {
        try {
            var client = new MqttAsyncClient(broker, "sender-" + UUID.randomUUID(), new MemoryPersistence());
            var sender = new Sender(client);
            client.setCallback(sender.new Ear());
            var options = new MqttConnectionOptions();
            options.setSocketFactory(new NoDelaySockets());
            client.connect(options).waitForCompletion(PATIENCE);
            for (String topic : hears) {
                client.subscribe(new MqttSubscription(topic, 1)).waitForCompletion(PATIENCE);
            }
            return sender;
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What to say beside the order. */
    static MqttProperties properties(Optional<String> responseTopic, String correlation, String... keys) {
        var properties = new MqttProperties();
        responseTopic.ifPresent(properties::setResponseTopic);
        properties.setCorrelationData(correlation.getBytes(StandardCharsets.UTF_8));
        properties.setUserProperties(List.of(keys).stream()
                .map(key -> new UserProperty("idempotency-key", key))
                .toList());
        return properties;
    }

    void send(String topic, String text, MqttProperties properties) {
        publish(topic, new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, false, properties));
    }

    void send(String topic, String text) {
        send(topic, text, new MqttProperties());
    }

    void sendRetained(String topic, String text) {
        publish(topic, new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, true, new MqttProperties()));
    }

    /** Returns when the broker has it; fails when it does not say so. */
    private void publish(String topic, MqttMessage message) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> hasRoom(topic, message));
    }

    private boolean hasRoom(String topic, MqttMessage message) throws MqttException {
        try {
            client.publish(topic, message).waitForCompletion(PATIENCE);
            return true;
        } catch (MqttException e) {
            // Paho counts a message that is acknowledged as in flight for a moment longer, and sends nothing then.
            if (e.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                return false;
            }
            throw e;
        }
    }

    List<Reply> replies() {
        return List.copyOf(replies);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            client.disconnectForcibly(0, 100, true);
            client.close(true);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Ear implements MessageEar {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            byte[] correlation = message.getProperties().getCorrelationData();
            replies.add(new Reply(
                    topic,
                    correlation == null ? "" : new String(correlation, StandardCharsets.UTF_8),
                    new String(message.getPayload(), StandardCharsets.UTF_8)));
        }
    }
}
