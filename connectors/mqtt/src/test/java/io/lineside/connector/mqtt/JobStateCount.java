package io.lineside.connector.mqtt;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Counts the job states that a broker takes in from a line, as it queues them for a gateway that is away. */
final class JobStateCount implements MessageEar, AutoCloseable {
    private static final long PATIENCE = 5_000;

    private final MqttAsyncClient client;
    private final AtomicInteger heard = new AtomicInteger();

    JobStateCount(String broker, String prefix) throws MqttException {
        client = new MqttAsyncClient(broker, "count-" + UUID.randomUUID(), new MemoryPersistence());
        client.setCallback(this);
        client.connect().waitForCompletion(PATIENCE);
        client.subscribe(prefix + "/_joborder_v1/jobstate/+", 1).waitForCompletion(PATIENCE);
    }

    /** How many came since, but for those that the broker had kept before. */
    int heard() {
        return heard.get();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (!message.isRetained()) {
            heard.incrementAndGet();
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }
}
