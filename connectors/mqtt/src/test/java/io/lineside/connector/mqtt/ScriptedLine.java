package io.lineside.connector.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A line that says exactly what a test wants, written from the protocol description alone. */
final class ScriptedLine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE = 5_000;

    private final String prefix;
    private final MqttAsyncClient client;
    private final List<MqttMessage> requests = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Optional<String>> script;

    ScriptedLine(String broker, String prefix) throws MqttException {
        this(broker, prefix, "");
    }

    /** A line that logs in as a user of a guarded broker; empty for nobody. */
    ScriptedLine(String broker, String prefix, String user) throws MqttException {
        this(broker, prefix, user, new MqttConnectionOptions(), request -> Optional.of("{\"ReturnStatus\":1}"));
    }

    /**
     * A line for which the broker keeps requests while it is away, though the page does not ask for that; they are
     * answered as soon as it is connected.
     */
    static ScriptedLine thatIsQueuedFor(String broker, String prefix, Function<JsonNode, Optional<String>> script)
            throws MqttException {
        var options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        return new ScriptedLine(broker, prefix, "", options, script);
    }

    private ScriptedLine(
            String broker,
            String prefix,
            String user,
            MqttConnectionOptions options,
            Function<JsonNode, Optional<String>> script)
            throws MqttException {
        this.prefix = prefix;
        this.script = script;
        client = new MqttAsyncClient(broker, user + "line-" + prefix.replace('/', '-'), new MemoryPersistence());
        client.setCallback(new Requests());
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(MosquittoBroker.PASSWORD.getBytes(StandardCharsets.UTF_8));
        }
        options.setWill(topic("status"), message(status("Disabled", "will"), true));
        client.connect(options).waitForCompletion(PATIENCE);
    }

    /** Takes requests and says it is there. */
    void start(String bootId) throws MqttException {
        client.subscribe(topic("action-request"), 1).waitForCompletion(PATIENCE);
        say("Operational", bootId);
    }

    void say(String status, String bootId) throws MqttException {
        publish("status", status(status, bootId), true);
    }

    private static String status(String status, String bootId) {
        return "{\"Status\":\"" + status + "\",\"BootId\":\"" + bootId + "\"}";
    }

    /** What to answer to a request: the Payload of the answer, or nothing. */
    void answers(Function<JsonNode, Optional<String>> answer) {
        script = answer;
    }

    List<MqttMessage> requests() {
        return requests;
    }

    /** Not retained, so that only the broker's queue can bring it later. */
    void jobState(String jobOrderId, int state) throws MqttException {
        publish("jobstate/" + jobOrderId, response(jobOrderId, state), false);
    }

    static String response(String jobOrderId, int state) {
        return "{\"JobResponse\":{\"JobOrderID\":\"" + jobOrderId + "\",\"JobState\":[{\"StateNumber\":" + state
                + "}]}}";
    }

    void publish(String subTopic, String payload, boolean retained) throws MqttException {
        // Not waitForCompletion: it returns before Paho has room for the next message.
        var done = new Published();
        client.publish(topic(subTopic), message(payload, retained), null, done);
        done.orTimeout(PATIENCE, TimeUnit.MILLISECONDS).join();
    }

    private static final class Published extends CompletableFuture<IMqttToken> implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable exception) {
            completeExceptionally(exception);
        }
    }

    private static MqttMessage message(String payload, boolean retained) {
        return new MqttMessage(payload.getBytes(StandardCharsets.UTF_8), 1, retained, new MqttProperties());
    }

    private String topic(String sub) {
        return prefix + "/_joborder_v1/" + sub;
    }

    /** Leaves in good order and says nothing, so that the broker goes on believing that it is there. */
    void leave() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE);
        client.close(true);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 0, false); // waits for nothing, and nobody hears its will
        }
        client.close(true);
    }

    private void answer(MqttMessage request) {
        try {
            JsonNode body = JSON.readTree(request.getPayload());
            Optional<String> payload = script.apply(body);
            if (payload.isPresent()) {
                reply(request, body, payload.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reply(MqttMessage request, JsonNode body, String payload)
            throws MqttException, JsonProcessingException {
        String answer = "{\"MessageType\":\"ua-action-response\",\"CorrelationData\":" + body.get("CorrelationData")
                + ",\"Messages\":[{\"RequestId\":1,\"Payload\":" + payload + "}]}";
        client.publish(request.getProperties().getResponseTopic(), message(answer, false)); // no waiting in a callback
    }

    private final class Requests implements MessageEar {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            requests.add(message);
            answer(message);
        }
    }
}
