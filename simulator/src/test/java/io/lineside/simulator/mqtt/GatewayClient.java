package io.lineside.simulator.mqtt;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/** The gateway's side of one line, in plain Paho. */
final class GatewayClient implements MqttCallback, AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REPLY = "_lineside/test/reply";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MqttAsyncClient client;
    private final String prefix;
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final List<JsonNode> jobStates = new CopyOnWriteArrayList<>();
    private final Map<String, String> retained = new ConcurrentHashMap<>();

    private GatewayClient(MqttAsyncClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    static GatewayClient connect(int port, String prefix) throws MqttException {
        String id = "gateway-" + UUID.randomUUID();
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
        GatewayClient gateway = new GatewayClient(client, prefix);
        client.setCallback(gateway);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUseSubscriptionIdentifiers(false);
        client.connect(options).waitForCompletion(5_000);
        gateway.subscribe();
        return gateway;
    }

    /** Subscribes, once more too: what is retained comes again. */
    void subscribe() throws MqttException {
        client.subscribe(new String[] {REPLY, prefix + "/_joborder_v1/#"}, new int[] {1, 1})
                .waitForCompletion(5_000);
    }

    /** Waits until the line says that it takes requests. */
    void awaitOperational() {
        await().atMost(PATIENCE).until(this::isOperational);
    }

    /** Artemis now and then loses a retained message that is published while the subscription to it is made. */
    private boolean isOperational() throws MqttException {
        try {
            await().atMost(Duration.ofSeconds(1)).until(() -> status().equals("Operational"));
            return true;
        } catch (ConditionTimeoutException silent) {
            subscribe();
            return false;
        }
    }

    /** What the line last said of itself; empty when it has said nothing. */
    String status() {
        return latest("status").path("Status").asText();
    }

    /** Sends a request with the standard's name for it; answers its correlation. */
    String request(String name, ObjectNode payload) throws MqttException {
        return request(name, payload, 60);
    }

    String request(String name, ObjectNode payload, long expirySeconds) throws MqttException {
        UUID id = UUID.randomUUID();
        String correlation = id.toString().replace("-", "");
        ObjectNode message = MAPPER.createObjectNode()
                .put("MessageId", id.toString())
                .put("MessageType", "ua-action-request")
                .put("PublisherId", prefix)
                .put("RequestorId", "lineside-test")
                .put("ResponseAddress", REPLY)
                .put("CorrelationData", correlation);
        ObjectNode action = message.putArray("Messages").addObject();
        action.put("RequestId", 1).put("ActionTargetId", 1).put("Name", name).set("Payload", payload);
        send(message.toString(), id, expirySeconds);
        return correlation;
    }

    void send(String body, UUID correlation, long expirySeconds) throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setResponseTopic(REPLY);
        properties.setCorrelationData(ByteBuffer.allocate(16)
                .putLong(correlation.getMostSignificantBits())
                .putLong(correlation.getLeastSignificantBits())
                .array());
        properties.setMessageExpiryInterval(expirySeconds);
        client.publish(
                        prefix + "/_joborder_v1/action-request",
                        new MqttMessage(body.getBytes(StandardCharsets.UTF_8), 1, false, properties))
                .waitForCompletion(5_000);
    }

    ObjectNode order(String jobOrderId, String workMasterId, int pieces) {
        ObjectNode payload = MAPPER.createObjectNode();
        ObjectNode order = payload.putObject("JobOrder").put("JobOrderID", jobOrderId);
        order.putArray("WorkMasterID").addObject().put("ID", workMasterId);
        order.putArray("JobOrderParameters").addObject().put("ID", "Dwell").put("Value", 11.0);
        order.putArray("MaterialRequirements")
                .addObject()
                .put("MaterialDefinitionID", "mug")
                .put("MaterialUse", "Produced")
                .put("Quantity", Integer.toString(pieces));
        return payload;
    }

    ObjectNode id(String jobOrderId) {
        return MAPPER.createObjectNode().put("JobOrderID", jobOrderId);
    }

    ObjectNode payload() {
        return MAPPER.createObjectNode();
    }

    /** The payload of the answer with that correlation. */
    Optional<JsonNode> answer(String correlation) {
        return answers.stream()
                .filter(answer ->
                        correlation.equals(answer.path("CorrelationData").asText()))
                .map(answer -> answer.path("Messages").path(0).path("Payload"))
                .findFirst();
    }

    List<JsonNode> answers() {
        return answers;
    }

    /** Every report of a job so far, in the order of arrival. */
    List<JsonNode> reports(String jobOrderId) {
        return jobStates.stream()
                .map(message -> message.path("JobResponse"))
                .filter(response ->
                        jobOrderId.equals(response.path("JobOrderID").asText()))
                .toList();
    }

    /** The latest message of a topic under the line's; a missing node when there is none or it was taken away. */
    JsonNode latest(String topic) {
        return parse(retained.getOrDefault(prefix + "/_joborder_v1/" + topic, "{}"));
    }

    int topLevelState(String jobOrderId) {
        return latest("jobstate/" + jobOrderId)
                .path("JobResponse")
                .path("JobState")
                .path(0)
                .path("StateNumber")
                .asInt();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        String body = new String(message.getPayload(), StandardCharsets.UTF_8);
        if (topic.equals(REPLY)) {
            answers.add(parse(body));
        } else if (body.isEmpty()) {
            retained.remove(topic);
        } else {
            retained.put(topic, body);
            if (topic.contains("/jobstate/")) {
                jobStates.add(parse(body));
            }
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, true);
        client.close(true);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(@Nullable IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    private static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(body, e);
        }
    }
}
