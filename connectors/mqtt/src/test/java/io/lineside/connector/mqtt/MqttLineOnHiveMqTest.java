package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connector against HiveMQ CE in this process, which allows ten messages in flight. */
class MqttLineOnHiveMqTest extends MqttLineBehaviour {
    @Override
    BrokerRig broker() {
        return HiveMqBroker.shared();
    }

    @Test
    void lineThatTheGatewayMayNotHearSaysSoInItsHealth() {
        // Given
        var settings = new LineSettings(
                new EquipmentId("line-1"),
                gatewayId,
                List.of("forbidden", "line"),
                Duration.ofSeconds(1),
                Map.of("broker", HiveMqBroker.shared().uri()),
                Clock.systemUTC());
        var denied = new RecordingListener();
        // When
        try (LineConnector connector = provider.create(settings, denied)) {
            connector.start();
            // Then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(denied.disconnects()).isNotEmpty();
                // Not at the first loss: a loaded broker may have been too slow for the attempt before.
                assertThat(connector.health().detail()).contains("135 not authorized");
            });
        }
    }
}
