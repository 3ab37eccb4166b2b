package io.lineside.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that share a server and do not clash; those that do are in {@code broken-sites.txt}. */
class LineClashesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void linesOfOneServerHaveTheirOwnReceiversAndTags() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("lines/a.yaml", line("a", "opcua-job-control", "endpoint: opc.tcp://plc, receiver: /A"))
                .with("lines/b.yaml", line("b", "opcua-job-control", "endpoint: opc.tcp://plc, receiver: /B"))
                .with("lines/c.yaml", line("c", "opcua-job-control", "endpoint: opc.tcp://plc/other, receiver: /A"))
                .with("lines/d.yaml", line("d", "opcua-tags", "endpoint: opc.tcp://plc, namespace: urn:d"))
                .with("lines/e.yaml", line("e", "opcua-tags", "endpoint: opc.tcp://plc, namespace: urn:e"));
        // When / Then
        assertThat(files.loaded().lines()).hasSize(6);
    }

    @Test
    void linesOfOneBrokerShareItAndTheSamePlaceMayBeAtTwoBrokers() {
        // Given
        SiteFiles files = SiteFiles.good(folder)
                .with("site.yaml", SiteFiles.SITE + "mqtt: { broker: tcp://broker:1883, username: gw }")
                .with("lines/a.yaml", line("a", "mqtt-uns", "topicPrefix: cell"))
                .with("lines/b.yaml", line("b", "mqtt-uns", "topicPrefix: cell/b"))
                .with("lines/c.yaml", line("c", "mqtt-uns", "broker: tcp://other:1883, topicPrefix: cell"))
                .with("lines/d.yaml", line("d", "mqtt-uns", "broker: tcp://broker:1884, topicPrefix: cell"));
        // When / Then
        assertThat(files.loaded().lines()).hasSize(5);
    }

    private static String line(String id, String protocol, String connection) {
        return "line: " + id + "\narea: hall\ncapabilities: [glazing]\nprotocol: " + protocol + "\nconnection: { "
                + connection + " }\n";
    }
}
