package io.lineside.simulator.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from one CONNECT to its end, with few messages in flight: Paho refuses what the
 * broker's Receive Maximum does not allow instead of waiting.
 *
 * <p>Confined to its link's thread, but for the callbacks, which only hand over to that thread.
 */
final class BrokerSession implements MqttCallback {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerSession.class);
    private static final int WINDOW = 8;
    private static final int FIRST_ERROR = 0x80;
    private static final long FORCE_MILLIS = 50;

    private final BrokerLink link;
    private final MqttAsyncClient client;
    private final Queue<Publication> waiting = new ArrayDeque<>();
    // A broker may deliver before it has said that the subscription stands.
    private final Queue<Runnable> early = new ArrayDeque<>();
    private boolean introduced;
    private int inFlight;
    private boolean ready;
    private volatile boolean over;

    BrokerSession(URI broker, String clientId, BrokerLink link) throws MqttException {
        this.link = link;
        this.client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(this);
    }

    void connect(MqttConnectionOptions options, String subscription) throws MqttException {
        client.connect(options, null, Completion.of(token -> link.run(() -> subscribe(subscription)), this::end));
    }

    boolean isReady() {
        return ready;
    }

    /** Does what a message asks for, but never before the line has said how it stands. */
    void take(Runnable work) {
        if (introduced) {
            work.run();
        } else {
            early.add(work);
        }
    }

    /** The line has said how it stands; what came in before that is done now. */
    void introduced() {
        introduced = true;
        while (!early.isEmpty()) {
            early.remove().run();
        }
    }

    void publish(Publication publication) {
        waiting.add(publication);
        send();
    }

    /** Says goodbye, so that the last will stays unsaid. */
    void disconnect(Runnable whenGone) {
        try {
            client.disconnect(
                    0L,
                    null,
                    Completion.of(token -> whenGone.run(), failure -> whenGone.run()),
                    0,
                    new MqttProperties());
        } catch (MqttException e) {
            whenGone.run();
        }
    }

    /** Frees what Paho holds, without a word to the broker. */
    void discard() {
        over = true;
        waiting.clear();
        early.clear();
        try {
            client.disconnectForcibly(FORCE_MILLIS, FORCE_MILLIS, false);
        } catch (MqttException e) {
            LOGGER.atTrace().setCause(e).log("client was disconnected already");
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOGGER.atDebug().setCause(e).log("client could not be closed");
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        byte @Nullable [] correlation = properties.getCorrelationData();
        Incoming incoming = new Incoming(
                new String(message.getPayload(), StandardCharsets.UTF_8),
                properties.getResponseTopic(),
                correlation == null ? null : Bytes.of(correlation),
                properties.getMessageExpiryInterval(),
                () -> link.run(() -> acknowledge(message)));
        link.arrived(this, incoming);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        end(response.getException());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOGGER.atDebug().setCause(exception).log("MQTT error");
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Every publication has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The connect token says so too.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // No enhanced authentication here.
    }

    private void subscribe(String topic) {
        try {
            client.subscribe(topic, 1, null, Completion.of(token -> link.run(() -> subscribed(token)), this::end));
        } catch (MqttException e) {
            end(e);
        }
    }

    private void subscribed(IMqttToken token) {
        if (isError(token)) {
            end(new MqttException(MqttClientException.REASON_CODE_SUBSCRIBE_FAILED));
            return;
        }
        ready = true;
        link.ready(this);
        send();
    }

    private void send() {
        while (ready && !over && inFlight < WINDOW && !waiting.isEmpty()) {
            Publication next = waiting.remove();
            inFlight++;
            try {
                client.publish(
                        next.topic(),
                        next.message(),
                        null,
                        Completion.of(token -> link.run(() -> taken(next, token)), failure -> link.run(this::failed)));
            } catch (MqttException | IllegalArgumentException e) { // the latter: a topic that Paho refuses
                inFlight--;
                LOGGER.atDebug().addKeyValue("topic", next.topic()).setCause(e).log("message could not be sent");
            }
        }
    }

    private void taken(Publication publication, IMqttToken token) {
        inFlight--;
        // Paho reports a refused PUBACK as success.
        if (isError(token)) {
            LOGGER.atWarn().addKeyValue("topic", publication.topic()).log("broker refused a message");
        } else {
            publication.whenTaken().run();
        }
        send();
    }

    private void failed() {
        inFlight--;
        send();
    }

    private void acknowledge(MqttMessage message) {
        if (over) {
            return;
        }
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            LOGGER.atDebug().setCause(e).log("request could not be acknowledged; the broker will send it again");
        }
    }

    private void end(@Nullable Throwable cause) {
        if (!over) {
            link.lost(this, cause);
        }
    }

    private static boolean isError(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes != null && Arrays.stream(codes).anyMatch(code -> code >= FIRST_ERROR);
    }
}
