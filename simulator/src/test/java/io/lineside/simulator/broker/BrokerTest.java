package io.lineside.simulator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.line.PortTakenException;
import io.lineside.simulator.mqtt.PackOrder;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    private static final long WAIT = 5_000;

    @Test
    void aSessionGetsWhatCameWhileItsClientWasAway(@TempDir Path data) throws Exception {
        try (Broker broker = Broker.start(0, data)) {
            // Given
            List<String> heard = new CopyOnWriteArrayList<>();
            MqttAsyncClient away = client(broker, "gateway");
            away.connect(durable()).waitForCompletion(WAIT);
            away.subscribe(new MqttSubscription("orders", 1)).waitForCompletion(WAIT);
            away.disconnect().waitForCompletion(WAIT);
            MqttAsyncClient sender = client(broker, "sender");
            sender.connect().waitForCompletion(WAIT);
            sender.publish("orders", bytes("queued"), 1, false).waitForCompletion(WAIT);
            sender.publish("state", bytes("retained"), 1, true).waitForCompletion(WAIT);

            // When
            MqttAsyncClient back = client(broker, "gateway");
            back.setCallback(new Hearing(heard));
            boolean sessionPresent = connect(back);

            // Then
            assertThat(sessionPresent).isTrue();
            await().until(() -> heard.contains("queued"));
            back.subscribe("state", 1).waitForCompletion(WAIT);
            await().until(() -> heard.contains("retained"));
            back.disconnect().waitForCompletion(WAIT);
            sender.disconnect().waitForCompletion(WAIT);
        }
    }

    @Test
    void aTakenPortIsNamedWithItsSetting(@TempDir Path data) {
        try (Broker broker = Broker.start(0, data)) {
            assertThatThrownBy(() -> Broker.start(broker.port(), data))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageStartingWith("broker.port: must be a free port on 127.0.0.1, was " + broker.port());
        }
    }

    @Test
    void aLineStartsWithoutItsBrokerAndIsThereWhenTheBrokerComes(@TempDir Path data) throws Exception {
        // Given
        int port = LoopbackPort.claim(0, "test");
        LineSpec spec = LineSpec.mqtt("pack-1", "acme/pack-1", 2, Duration.ofMillis(10), "pack/1")
                .throughBroker(URI.create("tcp://127.0.0.1:" + port));
        try (Simulator simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.empty(), List.of(spec)))) {
            SimulatedLine line = simulator.line("pack-1");

            // When
            try (Broker broker = Broker.start(port, data)) {
                PackOrder.send(broker.port(), "acme/pack-1", "J-1", 1);

                // Then
                assertThat(line.jobs()).hasSize(1);
                assertThat(line.endpoint()).isEqualTo("tcp://127.0.0.1:" + port);
            }
        }
    }

    private static boolean connect(MqttAsyncClient client) throws Exception {
        var token = client.connect(durable());
        token.waitForCompletion(WAIT);
        return token.getSessionPresent();
    }

    private static MqttConnectionOptions durable() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3_600L);
        return options;
    }

    private static MqttAsyncClient client(Broker broker, String id) throws Exception {
        return new MqttAsyncClient("tcp://127.0.0.1:" + broker.port(), id, new MemoryPersistence());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Hearing(List<String> heard) implements org.eclipse.paho.mqttv5.client.MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(new String(message.getPayload(), StandardCharsets.UTF_8));
        }

        @Override
        public void disconnected(org.eclipse.paho.mqttv5.client.MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(org.eclipse.paho.mqttv5.common.MqttException exception) {}

        @Override
        public void deliveryComplete(org.eclipse.paho.mqttv5.client.IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(
                int reasonCode, org.eclipse.paho.mqttv5.common.packet.MqttProperties properties) {}
    }
}
