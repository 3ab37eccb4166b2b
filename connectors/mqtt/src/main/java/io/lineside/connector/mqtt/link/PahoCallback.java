package io.lineside.connector.mqtt.link;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** Passes on what Paho says about one connection. */
record PahoCallback(PahoConnection connection, String clientId, PahoConnection.Events events) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage packet) {
        events.arrived(connection, connection.inbound(topic, packet));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        events.lost(connection, loss(response));
    }

    private Loss loss(MqttDisconnectResponse response) {
        @Nullable MqttException cause = response.getException();
        if (cause != null) {
            return Loss.of("the connection was lost: " + describe(cause));
        }
        int code = response.getReturnCode();
        if (code == ReasonCodes.SESSION_TAKEN_OVER) {
            return new Loss(
                    "another client connected with the client id '" + clientId
                            + "' and the broker closed this one: two gateways must not share a gateway id, and lines"
                            + " of one broker must name it by the same address and credentials",
                    true);
        }
        return Loss.of("the broker closed the connection: " + ReasonCodes.inWords(code));
    }

    /** The exception and what is below it, in one line. */
    static String describe(Throwable failure) {
        return TlsFailures.explain(failure).orElseGet(() -> plain(failure));
    }

    private static String plain(Throwable failure) {
        String own = failure instanceof MqttException mqtt ? mqttWords(mqtt) : words(failure);
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? own : own + " (" + words(cause) + ")";
    }

    private static String mqttWords(MqttException e) {
        int code = e.getReasonCode();
        return ReasonCodes.isFailure(code) && code <= 0xFF ? ReasonCodes.inWords(code) : words(e);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Paho ends the connection itself where it has to.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Every publish has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The connect token says it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Enhanced authentication is not used.
    }
}
