package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.tags.OpcUaTagsProvider;
import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two line files that mean one machine, and those that do not. */
final class LineClashTest {
    private static final LineConnectorProvider JOBS = new OpcUaJobControlProvider();
    private static final LineConnectorProvider TAGS = new OpcUaTagsProvider();

    @Test
    void linesWithTheSameReceiverClashHoweverTheServerIsWritten() {
        // Given
        var line = Map.of("endpoint", "opc.tcp://PLC:4840/jobs/", "receiver", "/Kiln/Jobs");
        var earlier = Map.of("endpoint", "opc.tcp://plc/jobs", "receiver", "/Kiln/Jobs");
        // Then
        assertThat(clash(JOBS, line, earlier))
                .contains(new LineClash(
                        "receiver",
                        "must name another job order receiver than lines/kiln-1.yaml, which has the same endpoint, was"
                                + " '/Kiln/Jobs', there '/Kiln/Jobs'"));
    }

    @Test
    void onlyReceiverOfAServerClashesWithANamedOne() {
        // Given
        var line = Map.of("endpoint", "opc.tcp://[::1]:4840", "receiver", "/Kiln/Jobs");
        // Then
        assertThat(clash(JOBS, line, Map.of("endpoint", "opc.tcp://127.0.0.1")))
                .hasValueSatisfying(clash -> assertThat(clash.rule()).endsWith("was '/Kiln/Jobs', there absent"));
    }

    @Test
    void otherReceiversAndOtherServersDoNotClash() {
        // Given
        var earlier = Map.of("endpoint", "opc.tcp://plc", "receiver", "/A");
        // Then
        assertThat(clash(JOBS, Map.of("endpoint", "opc.tcp://plc", "receiver", "/B"), earlier))
                .isEmpty();
        assertThat(clash(JOBS, Map.of("endpoint", "opc.tcp://plc/other", "receiver", "/A"), earlier))
                .isEmpty();
    }

    @Test
    void linesWithTheSameRequestTagClash() {
        // Given
        var line = Map.of("endpoint", "opc.tcp://plc:4841", "tags.Request.ReqSeq", "nsu=urn:press;s=Request.ReqSeq");
        // Then
        assertThat(clash(TAGS, line, Map.of("endpoint", "opc.tcp://plc:4841", "namespace", "urn:press")))
                .contains(new LineClash(
                        "tags.Request.ReqSeq",
                        "must be another tag than that of lines/kiln-1.yaml at the same endpoint, was"
                                + " 'nsu=urn:press;s=Request.ReqSeq'"));
        assertThat(clash(TAGS, line, Map.of("endpoint", "opc.tcp://plc:4841", "namespace", "urn:oven")))
                .isEmpty();
    }

    private static Optional<LineClash> clash(
            LineConnectorProvider provider, Map<String, String> line, Map<String, String> earlier) {
        return provider.clash(
                new LineTarget("lines/kiln-2.yaml", List.of("kiln-2"), line),
                new LineTarget("lines/kiln-1.yaml", List.of("kiln-1"), earlier));
    }
}
