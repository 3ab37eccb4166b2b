package io.lineside.simulator.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One message of the line, QoS 1.
 *
 * @param body empty to take a retained message away
 * @param correlation goes into the message's Correlation Data, unless null
 * @param whenTaken runs when the broker has it
 */
record Publication(String topic, String body, boolean retained, @Nullable Bytes correlation, Runnable whenTaken) {
    static Publication retained(String topic, JsonNode body) {
        return new Publication(topic, body.toString(), true, null, () -> {});
    }

    static Publication cleared(String topic, Runnable whenTaken) {
        return new Publication(topic, "", true, null, whenTaken);
    }

    static Publication answer(String topic, JsonNode body, @Nullable Bytes correlation) {
        return new Publication(topic, body.toString(), false, correlation, () -> {});
    }

    Publication then(Runnable taken) {
        return new Publication(topic, body, retained, correlation, taken);
    }

    /** The message with properties of its own: Paho writes into those it is given. */
    MqttMessage message() {
        MqttProperties properties = new MqttProperties();
        if (!body.isEmpty()) {
            properties.setContentType("application/json");
            properties.setPayloadFormat(true);
        }
        if (correlation != null) {
            properties.setCorrelationData(correlation.toArray());
        }
        return new MqttMessage(body.getBytes(StandardCharsets.UTF_8), 1, retained, properties);
    }
}
