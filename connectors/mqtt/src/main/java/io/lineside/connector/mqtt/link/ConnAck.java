package io.lineside.connector.mqtt.link;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the broker said when it accepted a connection.
 *
 * @param receiveMaximum as Paho reads it; zero or less when the broker said 32768 or more
 * @param maximumPacketSize bytes
 */
record ConnAck(boolean sessionPresent, int receiveMaximum, long maximumPacketSize) {
    private static final int MOST_IN_FLIGHT = 64;
    private static final int UNSAID_RECEIVE_MAXIMUM = 65_535;
    private static final int SIXTEEN_BITS = 65_536;

    static ConnAck of(IMqttToken token) {
        @Nullable MqttProperties said = token.getResponseProperties();
        Integer receiveMaximum = said == null ? null : said.getReceiveMaximum();
        Long packetSize = said == null ? null : said.getMaximumPacketSize();
        return new ConnAck(
                token.getSessionPresent(),
                receiveMaximum == null ? UNSAID_RECEIVE_MAXIMUM : receiveMaximum,
                packetSize == null ? Long.MAX_VALUE : packetSize);
    }

    /** How many messages may be on their way at once, one below what the broker takes. */
    int window() {
        return Math.max(1, Math.min(MOST_IN_FLIGHT, receiveMaximum - 1));
    }

    /** Paho 1.2.5 reads the number as signed and then refuses to publish anything at all. */
    boolean misread() {
        return receiveMaximum <= 0;
    }

    String misreadReason() {
        return "the broker allows a Receive Maximum of " + (receiveMaximum + SIXTEEN_BITS)
                + ", which the MQTT library cannot read: set it to 32767 or less at the broker"
                + " (Mosquitto: max_inflight_messages)";
    }
}
