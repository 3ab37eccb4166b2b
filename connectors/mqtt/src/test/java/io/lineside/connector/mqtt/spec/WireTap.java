package io.lineside.connector.mqtt.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.connector.mqtt.MessageEar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hears everything that goes through a broker, and holds it against the written protocol. */
public final class WireTap implements AutoCloseable {
    private static final long PATIENCE = 5_000;
    private static final String ANSWERED = " -> ";

    private final LineProtocol protocol = new LineProtocol();
    private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final MqttAsyncClient client;
    private final boolean wholePackets;

    private record Heard(String topic, MqttMessage message) {}

    private WireTap(MqttAsyncClient client, boolean wholePackets) {
        this.client = client;
        this.wholePackets = wholePackets;
    }

    /** Listens from now on. */
    public static WireTap at(String broker) throws MqttException {
        return listen(broker, true);
    }

    /** Listens at Artemis 2.55, which does not show what was published to be retained, nor the properties of a last will. */
    public static WireTap atArtemis(String broker) throws MqttException {
        return listen(broker, false);
    }

    private static WireTap listen(String broker, boolean wholePackets) throws MqttException {
        var client = new MqttAsyncClient(broker, "tap-" + UUID.randomUUID(), new MemoryPersistence());
        var tap = new WireTap(client, wholePackets);
        client.setCallback(tap.new Ear());
        client.connect().waitForCompletion(PATIENCE);
        var everything = new MqttSubscription("#", 1);
        everything.setRetainAsPublished(true);
        client.subscribe(new MqttSubscription[] {everything}, null, null, new MqttProperties())
                .waitForCompletion(PATIENCE);
        return tap;
    }

    /** Every message so far is a proper one: schema, topic, retained or not, and properties. */
    public void assertEveryMessageIsProper() {
        assertThat(heard).isNotEmpty();
        heard.forEach(this::assertProper);
    }

    /** Every channel, message and operation of the AsyncAPI document was in use, each with every answer it may get. */
    public void assertEverythingWasSaid() {
        Set<String> expected = protocol.api().exchanges();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(exchanges()).containsAll(expected));
        List<LineProtocol.Reading> readings = readings();
        assertThat(readings)
                .extracting(LineProtocol.Reading::channel)
                .containsAll(protocol.api().addresses().keySet());
    }

    private List<LineProtocol.Reading> readings() {
        List<LineProtocol.Reading> readings = new ArrayList<>();
        heard.forEach(
                one -> readings.add(protocol.read(one.topic(), one.message().getPayload())));
        return readings;
    }

    private Set<String> exchanges() {
        Set<String> seen = new LinkedHashSet<>();
        Map<String, String> asked = new HashMap<>();
        Map<String, String> answered = new HashMap<>();
        for (LineProtocol.Reading reading : readings()) {
            seen.add(reading.message());
            if (reading.channel().equals("request")) {
                asked.put(correlation(reading), reading.message());
            } else if (reading.channel().equals("reply")) {
                answered.put(correlation(reading), reading.message());
            }
        }
        answered.forEach((correlation, answer) -> seen.add(asked.get(correlation) + ANSWERED + answer));
        return seen;
    }

    private static String correlation(LineProtocol.Reading reading) {
        return reading.body().path("CorrelationData").asText();
    }

    private void assertProper(Heard one) {
        LineProtocol.Reading reading = protocol.read(one.topic(), one.message().getPayload());
        MqttMessage message = one.message();
        boolean kept = reading.channel().equals("jobState") || reading.channel().equals("status");
        assertThat(message.isRetained()).as(one.topic()).isEqualTo(kept && wholePackets);
        assertThat(message.getQos()).as(one.topic()).isEqualTo(1);
        if (message.getPayload().length > 0 && (wholePackets || !isDisabled(reading))) {
            assertThat(message.getProperties().getContentType()).as(one.topic()).isEqualTo("application/json");
            assertThat(message.getProperties().getPayloadFormat())
                    .as(one.topic())
                    .isTrue();
        }
        assertPlace(one.topic(), reading);
        assertProperties(message.getProperties(), reading);
    }

    private static boolean isDisabled(LineProtocol.Reading reading) {
        return reading.body().path("Status").asText().equals("Disabled");
    }

    private static void assertPlace(String topic, LineProtocol.Reading reading) {
        JsonNode body = reading.body();
        if (reading.message().equals("jobState")) {
            String id = body.path("JobResponse").path("JobOrderID").asText();
            assertThat(topic).endsWith("/" + id);
            assertThat(body.path("JobResponse").path("JobResponseID").asText()).startsWith(id + "#");
        }
        if (!reading.channel().equals("reply") && body.isObject()) {
            assertThat(topic).startsWith(body.path("PublisherId").asText() + "/_joborder_v1/");
        }
    }

    private static void assertProperties(MqttProperties properties, LineProtocol.Reading reading) {
        JsonNode body = reading.body();
        if (reading.channel().equals("request")) {
            assertThat(properties.getResponseTopic())
                    .isEqualTo(body.path("ResponseAddress").asText());
            assertThat(properties.getCorrelationData()).hasSize(16);
            assertThat(properties.getMessageExpiryInterval())
                    .isBetween(1L, (body.path("TimeoutHint").asLong() + 999) / 1_000);
        }
        if (reading.channel().equals("request") || reading.channel().equals("reply")) {
            assertThat(HexFormat.of().formatHex(properties.getCorrelationData()))
                    .isEqualTo(correlation(reading));
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }

    private final class Ear implements MessageEar {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(new Heard(topic, message));
        }
    }
}
