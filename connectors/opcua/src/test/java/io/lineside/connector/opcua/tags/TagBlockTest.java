package io.lineside.connector.opcua.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.connector.opcua.client.NodeName;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Every key of a line with tag handshake: its default, its mapping, its refusal. */
class TagBlockTest {
    private final Map<String, String> connection =
            new HashMap<>(Map.of("endpoint", "opc.tcp://plc:4840", "insecure", "true", "namespace", "urn:acme:plc"));

    @Test
    void providerIsFoundByItsProtocol() {
        assertThat(ServiceLoader.load(LineConnectorProvider.class))
                .extracting(LineConnectorProvider::protocol)
                .contains("opcua-tags");
    }

    @Test
    void tagsThatAreNotMappedHaveTheirOwnNamesInTheNamespace() {
        assertThat(read().map().node(Tag.ACK_SEQ)).isEqualTo(NodeName.parse("nsu=urn:acme:plc;s=Answer.AckSeq"));
    }

    @Test
    void mappedTagIsWhereTheFileSays() {
        // Given
        connection.put("tags.Request.ReqSeq", "nsu=urn:siemens;s=\"DB1\".\"seq\"");
        // When / Then
        assertThat(read().map().node(Tag.REQ_SEQ)).isEqualTo(NodeName.parse("nsu=urn:siemens;s=\"DB1\".\"seq\""));
        assertThat(read().map().node(Tag.STATE)).isEqualTo(NodeName.parse("nsu=urn:acme:plc;s=Status.State"));
    }

    @Test
    void parametersAreMappedByTheirIds() {
        // Given
        connection.put("parameters.Color", "nsu=urn:acme:plc;i=12");
        // When / Then
        assertThat(read().map().parameters())
                .containsExactly(Map.entry("Color", NodeName.parse("nsu=urn:acme:plc;i=12")));
    }

    @Test
    void tagsAreReadFourTimesASecondByDefault() {
        assertThat(read().pollInterval()).isEqualTo(Duration.ofMillis(250));
        connection.put("pollInterval", "PT1S");
        assertThat(read().pollInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutNamespaceEveryTagMustBeMappedButTheHeartbeat() {
        // Given
        connection.remove("namespace");
        for (Tag tag : Tag.values()) {
            if (!tag.isOptional()) {
                connection.put("tags." + tag.word(), "nsu=urn:acme:plc;s=" + tag.word());
            }
        }
        assertThat(read().map().tags()).doesNotContainKeys(Tag.HEARTBEAT, Tag.SPEC_DIGEST);
        // When
        connection.remove("tags.Status.Good");
        // Then
        refused("lines.press-1.connection.tags.Status.Good: is required where connection.namespace is absent");
    }

    @Test
    void unknownTagIsRefusedWithTheKnownOnes() {
        connection.put("tags.Request.Seq", "nsu=urn:acme:plc;s=x");
        refused("lines.press-1.connection.tags: has no tag 'Request.Seq'; allowed: Request.JobId, ");
    }

    @Test
    void namespaceIndexIsRefused() {
        connection.put("parameters.Color", "ns=3;s=Color");
        refused("lines.press-1.connection.parameters.Color: must be nsu=<namespace URI>");
    }

    @Test
    void pollIntervalOutOfRangeIsRefused() {
        connection.put("pollInterval", "PT1M");
        refused("lines.press-1.connection.pollInterval: must be a duration from PT0.01S to PT10S, was 'PT1M'");
    }

    @Test
    void endpointThatIsNoneIsRefused() {
        connection.put("endpoint", "http://plc");
        refused("lines.press-1.connection.endpoint: must be opc.tcp://host:port/path, was 'http://plc'");
    }

    private void refused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private TagBlock read() {
        return TagBlock.read(new LineSettings(
                new EquipmentId("press-1"),
                "gateway",
                List.of("acme", "press-1"),
                Duration.ofSeconds(5),
                connection,
                Clock.systemUTC()));
    }
}
