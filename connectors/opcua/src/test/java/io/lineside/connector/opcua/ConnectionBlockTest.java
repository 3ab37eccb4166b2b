package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionBlockTest {
    private static final Map<String, String> LEAST =
            Map.of("endpoint", "opc.tcp://10.0.0.7:4840/job", "insecure", "true");

    @Test
    void providerIsFoundByItsProtocolWord() {
        assertThat(ServiceLoader.load(LineConnectorProvider.class))
                .extracting(LineConnectorProvider::protocol)
                .contains("opcua-job-control");
    }

    @Test
    void absentKeysHaveTheDocumentedDefaults() {
        // When
        ConnectionBlock block = ConnectionBlock.read(settings(LEAST));
        // Then
        assertThat(block.dialect()).isEqualTo(ReturnStatusDialect.BITMAP);
        assertThat(block.link().publishingInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(block.link().receiver()).isEmpty();
        assertThat(block.link().responseProvider()).isEmpty();
        assertThat(block.link().requestTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(block.link().clientName()).isEqualTo("gw-1/glaze-1");
    }

    @Test
    void everyKeyReachesItsPlace() {
        // Given
        var connection = new HashMap<>(LEAST);
        connection.put("returnStatus", "enum");
        connection.put("publishingInterval", "PT0.5S");
        connection.put("receiver", "nsu=urn:maker:machine;s=Jobs.Receiver");
        connection.put("responseProvider", "nsu=urn:maker:machine;i=42");
        // When
        ConnectionBlock block = ConnectionBlock.read(settings(connection));
        // Then
        assertThat(block.dialect()).isEqualTo(ReturnStatusDialect.ENUM);
        assertThat(block.link().publishingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(block.link().receiver().orElseThrow().toParseableString())
                .isEqualTo("nsu=urn:maker:machine;s=Jobs.Receiver");
        assertThat(block.link().responseProvider().orElseThrow().toParseableString())
                .isEqualTo("nsu=urn:maker:machine;i=42");
        assertThat(connection.keySet())
                .containsExactlyInAnyOrderElementsOf(new OpcUaJobControlProvider()
                        .settings().stream().map(ConnectionSetting::key).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint           | http://10.0.0.7:4840   | must be opc.tcp://host:port/path",
                "endpoint           | opc.tcp://plc:99999    | must be opc.tcp://host:port/path",
                "endpoint           | opc.tcp://             | must be opc.tcp://host:port/path",
                "insecure           | false                  | must be true: this version speaks only security policy None",
                "returnStatus       | both                   | must be bitmap or enum",
                "publishingInterval | 100                    | must be a duration from PT0.01S to PT1M",
                "publishingInterval | PT0.001S               | must be a duration from PT0.01S to PT1M",
                "publishingInterval | PT2M                   | must be a duration from PT0.01S to PT1M",
                "receiver           | ns=2;i=5               | must name its namespace by URI",
                "responseProvider   | i=5                    | must name its namespace by URI",
                "receiver           | nsu=urn:maker;i=five   | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "receiver           | Objects/Line           | must be nsu=<namespace URI>;i=<number> or s=<text>"
            })
    void misconfigurationIsRefusedWithPathRuleAndValue(String key, String value, String rule) {
        // Given
        var connection = new HashMap<>(LEAST);
        connection.put(key, value);
        // Then
        assertThatThrownBy(() -> ConnectionBlock.read(settings(connection)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lines.glaze-1.connection." + key + ": " + rule)
                .hasMessageEndingWith(", was '" + value + "'");
    }

    private static LineSettings settings(Map<String, String> connection) {
        return new LineSettings(
                new EquipmentId("glaze-1"),
                "gw-1",
                List.of("site", "glaze-1"),
                Duration.ofSeconds(3),
                connection,
                Clock.systemUTC());
    }
}
