package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.connector.opcua.client.NodeAddress;
import io.lineside.connector.opcua.client.NodeName;
import io.lineside.connector.opcua.mapping.ReturnStatusDialect;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import java.nio.charset.StandardCharsets;
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
    private static final List<String> SECURED_ONLY =
            List.of("securityPolicy", "serverFingerprint", "userCertificate", "userKey");
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
        assertThat(block.readBack()).isEqualTo(ReadBack.WHERE_POSSIBLE);
        assertThat(block.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(block.link().maxRequests()).isEqualTo(10);
        assertThat(block.link().callsPerRequest()).isEqualTo(16);
        assertThat(block.link().receiver()).isEmpty();
        assertThat(block.link().responseProvider()).isEmpty();
        assertThat(block.link().requestTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(block.link().client().clientName()).isEqualTo("gw-1/glaze-1");
        assertThat(block.link().client().longestPause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyKeyReachesItsPlace() {
        // Given
        var connection = new HashMap<>(LEAST);
        connection.put("returnStatus", "enum");
        connection.put("publishingInterval", "PT0.5S");
        connection.put("receiver", "nsu=urn:maker:machine;s=Jobs.Receiver");
        connection.put("responseProvider", "/Machines/mill-1/Results");
        connection.put("maxRequests", "3");
        connection.put("callsPerRequest", "4");
        connection.put("longestPause", "PT0.5S");
        connection.put("readBack", "true");
        connection.put("charset", "iso-8859-1");
        connection.put("username", "lineside");
        connection.put("password", "secret");
        connection.put("certificates", "/site/certificates");
        // When
        ConnectionBlock block = ConnectionBlock.read(settings(connection));
        // Then
        assertThat(block.dialect()).isEqualTo(ReturnStatusDialect.ENUM);
        assertThat(block.link().publishingInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(block.readBack()).isEqualTo(ReadBack.ALWAYS);
        assertThat(block.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(block.link().maxRequests()).isEqualTo(3);
        assertThat(block.link().callsPerRequest()).isEqualTo(4);
        assertThat(block.link().client().longestPause()).isEqualTo(Duration.ofMillis(500));
        assertThat(block.link().receiver()).contains(NodeName.parse("nsu=urn:maker:machine;s=Jobs.Receiver"));
        assertThat(block.link().responseProvider())
                .contains(new NodeAddress.BrowsePath(List.of("Machines", "mill-1", "Results")));
        assertThat(connection.keySet())
                .containsExactlyInAnyOrderElementsOf(new OpcUaJobControlProvider()
                        .settings().stream()
                                .map(ConnectionSetting::key)
                                .filter(key -> !SECURED_ONLY.contains(key))
                                .toList());
    }

    @Test
    void lineIsSecuredUnlessItsFileSaysOtherwise() {
        // Given
        var connection = new HashMap<>(LEAST);
        connection.remove("insecure");
        connection.put("certificates", "/site/certificates");
        connection.put("securityPolicy", "Basic256Sha256");
        connection.put("serverFingerprint", "AB:".repeat(31) + "AB");
        connection.put("userCertificate", "/site/operator.crt");
        connection.put("userKey", "/site/operator.key");
        // When
        ConnectionBlock block = ConnectionBlock.read(settings(connection));
        // Then
        assertThat(block.link().security().warnings()).isEmpty();
        assertThat(ConnectionBlock.read(settings(LEAST)).link().security().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("connection.insecure"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "securityPolicy    | Basic256          | must be one of Aes256_Sha256_RsaPss, Basic256Sha256, ",
                "serverFingerprint | ab                | must be the 64 hexadecimal digits of a SHA-256",
                "username          | lineside          | password: must be present beside username",
                "userKey           | /site/user.key    | userCertificate: must be present beside userKey"
            })
    void misconfiguredSecurityIsRefused(String key, String value, String rule) {
        // Given
        var connection = new HashMap<>(LEAST);
        connection.remove("insecure");
        connection.put("certificates", "/site/certificates");
        connection.put(key, value);
        // Then
        assertThatThrownBy(() -> ConnectionBlock.read(settings(connection)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint           | http://10.0.0.7:4840   | must be opc.tcp://host:port/path",
                "endpoint           | opc.tcp://plc:99999    | must be opc.tcp://host:port/path",
                "endpoint           | opc.tcp://             | must be opc.tcp://host:port/path",
                "securityPolicy     | Basic256Sha256         | must be absent beside insecure: true, which uses none",
                "serverFingerprint  | 00                     | must be absent beside insecure: true, which uses none",
                "returnStatus       | both                   | must be bitmap or enum",
                "publishingInterval | 100                    | must be a duration from PT0.01S to PT1M",
                "publishingInterval | PT0.001S               | must be a duration from PT0.01S to PT1M",
                "publishingInterval | PT2M                   | must be a duration from PT0.01S to PT1M",
                "longestPause       | 5 s                    | must be a duration such as PT5S",
                "longestPause       | PT0.01S                | must be a duration from PT0.1S to PT5M",
                "receiver           | ns=2;i=5               | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "responseProvider   | i=5                    | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "receiver           | nsu=urn:maker;i=five   | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "receiver           | Objects/Line           | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "receiver           | /Machines//Jobs        | must be nsu=<namespace URI>;i=<number> or s=<text>",
                "charset            | latin                  | must be one of utf-8, us-ascii, iso-8859-1",
                "maxRequests        | 0                      | must be a whole number from 1 to 999",
                "callsPerRequest    | all                    | must be a whole number from 1 to 999"
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
