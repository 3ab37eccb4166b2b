package io.lineside.connector.mqtt.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, from CONNECT to its end: a client object of its own that never connects twice. What
 * Paho's callbacks bring is passed on; nothing here waits inside one.
 */
final class PahoConnection {
    /** Held on to, so that the level stays: Paho logs its own clean-up as severe, and every failure reaches us anyway. */
    private static final java.util.logging.Logger PAHO = java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO.setLevel(Level.OFF);
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(PahoConnection.class);
    private static final int NORMAL = 0;
    private static final int AT_LEAST_ONCE = 1;
    private static final long SESSION_SECONDS = Duration.ofDays(7).toSeconds();
    private static final long LARGEST_PACKET = 2L << 20;
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final LinkSettings settings;
    private final MqttAsyncClient client;
    private final AckOrder acks = new AckOrder(this::puback);
    private final Startup startup = new Startup();
    private final TokenFuture connecting = new TokenFuture();

    /** Hears what Paho says, on Paho's threads. */
    interface Events {
        void arrived(PahoConnection from, InboundMessage message);

        void lost(PahoConnection from, Loss loss);
    }

    PahoConnection(LinkSettings settings, Events events) throws MqttException {
        this.settings = settings;
        // Memory: what is not durable here is in the gateway's store, and a file would outlive its meaning.
        client = new MqttAsyncClient(
                GuardedNetworks.address(settings.broker()), settings.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        client.setCallback(new PahoCallback(this, settings.clientId(), events));
    }

    /** Completes with what the broker said. */
    CompletableFuture<ConnAck> connect() throws MqttException, TlsFilesException {
        var unused = connecting.whenComplete((ack, failure) -> startup.failed());
        try {
            client.connect(options(), null, connecting);
        } catch (MqttException | TlsFilesException | RuntimeException e) {
            connecting.completeExceptionally(e);
            throw e;
        }
        return connecting.thenApply(ConnAck::of);
    }

    private MqttConnectionOptions options() throws TlsFilesException {
        var options = new GuardedOptions(startup);
        LinkTimings timings = settings.timings();
        boolean durable = settings.session() == LinkSettings.Session.DURABLE;
        options.setAutomaticReconnect(false);
        options.setCleanStart(!durable);
        options.setSessionExpiryInterval(durable ? SESSION_SECONDS : 0L);
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setMaximumPacketSize(LARGEST_PACKET);
        options.setKeepAliveInterval((int) timings.keepAlive().toSeconds());
        options.setConnectionTimeout(Math.max(1, (int) timings.connectTimeout().toSeconds()));
        options.setSocketFactory(settings.broker().secure() ? settings.tls().sockets() : new NoDelaySockets());
        options.setHttpsHostnameVerificationEnabled(true);
        settings.credentials().ifPresent(credentials -> {
            options.setUserName(credentials.username());
            options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
        });
        return options;
    }

    /** Completes with the reason code of SUBACK. */
    CompletableFuture<Integer> subscribe(String filter) {
        var done = new TokenFuture();
        try {
            var subscription = new MqttSubscription(filter, AT_LEAST_ONCE);
            client.subscribe(new MqttSubscription[] {subscription}, null, done, new MqttProperties());
        } catch (MqttException e) {
            done.completeExceptionally(e);
        }
        return done.thenApply(PahoConnection::reasonCode);
    }

    void unsubscribe(String filter) {
        try {
            client.unsubscribe(filter, null, new TokenFuture());
        } catch (MqttException e) {
            LOGGER.atDebug().addKeyValue("filter", filter).setCause(e).log("not unsubscribed");
        }
    }

    /**
     * Completes with the reason code of PUBACK.
     *
     * @throws MqttException when nothing was sent
     */
    CompletableFuture<Integer> publish(OutgoingMessage message, long expirySeconds) throws MqttException {
        // Paho writes the topic alias into the properties: never the same object twice.
        var properties = new MqttProperties();
        properties.setPayloadFormat(true);
        properties.setContentType("application/json");
        if (!message.responseTopic().isEmpty()) {
            properties.setResponseTopic(message.responseTopic());
        }
        if (message.correlation().length > 0) {
            properties.setCorrelationData(message.correlation());
        }
        message.trace()
                .ifPresent(trace ->
                        properties.setUserProperties(List.of(new UserProperty("traceparent", trace.header()))));
        properties.setMessageExpiryInterval(expirySeconds);
        var packet = new MqttMessage(message.payload(), AT_LEAST_ONCE, false, properties);
        var done = new TokenFuture();
        client.publish(message.topic(), packet, null, done);
        return done.thenApply(PahoConnection::reasonCode);
    }

    InboundMessage inbound(String topic, MqttMessage packet) {
        MqttProperties properties = packet.getProperties();
        String correlation = properties == null ? "" : InboundMessage.hex(properties.getCorrelationData());
        Receipt receipt = packet.getQos() == 0 ? new NoReceipt() : acks.arrived(packet.getId());
        return new InboundMessage(topic, packet.getPayload(), correlation, headers(packet, properties), receipt);
    }

    private static InboundMessage.Headers headers(MqttMessage packet, @Nullable MqttProperties properties) {
        if (properties == null) {
            return new InboundMessage.Headers(packet.isRetained(), Optional.empty(), List.of());
        }
        List<String> keys = properties.getUserProperties().stream()
                .filter(property -> InboundMessage.KEY.equals(property.getKey()))
                .map(UserProperty::getValue)
                .toList();
        return new InboundMessage.Headers(
                packet.isRetained(), Optional.ofNullable(properties.getResponseTopic()), keys);
    }

    private void puback(int packetId) {
        try {
            client.messageArrivedComplete(packetId, AT_LEAST_ONCE);
        } catch (MqttException e) {
            LOGGER.atDebug()
                    .addKeyValue("client", settings.clientId())
                    .setCause(e)
                    .log("PUBACK not sent");
        }
    }

    /** Ends the connection; the broker hears it unless the network is gone. */
    void disconnect() {
        if (!startup.isOver()) { // there is nobody to say goodbye to
            abandon();
            return;
        }
        acks.close();
        var gone = new TokenFuture();
        try {
            client.disconnect(0L, null, gone, NORMAL, new MqttProperties());
            gone.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            free();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
        } catch (MqttException
                | ExecutionException
                | TimeoutException
                | RuntimeException e) { // Paho: also NullPointerException
            LOGGER.atDebug()
                    .addKeyValue("client", settings.clientId())
                    .setCause(e)
                    .log("not disconnected");
            abandon();
        }
    }

    /** Ends the connection at once, whatever state it is in; nothing is said to the broker. */
    void abandon() {
        acks.close();
        if (startup.isOver()) {
            cut();
            return;
        }
        // Where CONNECT was kept back, Paho first ends by itself.
        var unused = startup.giveUp()
                .thenCompose(written ->
                        written ? CompletableFuture.completedFuture(true) : connecting.handle((ack, failure) -> true))
                .thenAcceptAsync(ended -> cut());
    }

    private void cut() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException | RuntimeException e) { // Paho: NullPointerException when its parts are gone
            LOGGER.atDebug()
                    .addKeyValue("client", settings.clientId())
                    .setCause(e)
                    .log("not closed");
        }
        free();
    }

    private void free() {
        try {
            client.close(true);
        } catch (MqttException | RuntimeException e) { // Paho: NullPointerException when its parts are gone
            LOGGER.atDebug()
                    .addKeyValue("client", settings.clientId())
                    .setCause(e)
                    .log("not freed");
        }
    }

    /** Paho calls an acknowledgement with an error code a success; only the code tells. */
    private static int reasonCode(IMqttToken token) {
        int @Nullable [] codes = token.getReasonCodes();
        int worst = 0;
        for (int code : codes == null ? new int[0] : codes) {
            worst = Math.max(worst, code);
        }
        return worst;
    }

    /** A future that Paho completes. */
    private static final class TokenFuture extends CompletableFuture<IMqttToken> implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            completeExceptionally(exception);
        }
    }

    /** QoS 0 knows no acknowledgement. */
    private record NoReceipt() implements Receipt {
        @Override
        public void acknowledge() {}

        @Override
        public void forgo() {}
    }
}
