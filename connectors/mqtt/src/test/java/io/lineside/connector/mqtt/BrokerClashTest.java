package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.line.LineClash;
import io.lineside.model.line.LineTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines that can not be at one broker together, and those that can. */
final class BrokerClashTest {
    private static final String SAME_BROKER =
            "must be written as in lines/pack-1.yaml, with the same username, password, caFile, certFile and keyFile,"
                    + " because it is the same broker and the gateway has one session there, was ";

    @Test
    void linesWithTheSameTopicsClash() {
        // Given
        var named = Map.of("broker", "tcp://broker:1883", "topicPrefix", "acme/pack-1");
        // Then
        assertThat(clash(named, Map.of("broker", "tcp://broker:1883")))
                .contains(new LineClash(
                        "topicPrefix",
                        "must not be the topics of lines/pack-1.yaml at the same broker, was 'acme/pack-1'"));
    }

    @Test
    void oneBrokerByTwoAddressesClashes() {
        assertThat(clash(Map.of("broker", "ssl://127.0.0.1:8883"), Map.of("broker", "tcp://localhost:1883")))
                .contains(new LineClash(
                        "broker",
                        SAME_BROKER + "'ssl://127.0.0.1:8883' without a user, there 'tcp://localhost:1883' without a"
                                + " user"));
    }

    @Test
    void oneBrokerWithTwoLoginsClashesAndNobodysPasswordIsTold() {
        // Given
        var other = Map.of("broker", "tcp://broker:1883", "username", "other", "password", "glaze");
        var gateway = Map.of("broker", "tcp://broker:1883", "username", "gw", "password", "kiln");
        // Then
        assertThat(clash(other, gateway))
                .contains(new LineClash(
                        "broker",
                        SAME_BROKER + "'tcp://broker:1883' as user 'other', there 'tcp://broker:1883' as user 'gw'"));
    }

    @Test
    void otherTopicsAndOtherBrokersDoNotClash() {
        // Given
        var earlier = Map.of("broker", "tcp://broker:1883", "topicPrefix", "cell");
        // Then
        assertThat(clash(Map.of("broker", "tcp://broker:1883", "topicPrefix", "cell/b"), earlier))
                .isEmpty();
        assertThat(clash(Map.of("broker", "tcp://other:1883", "topicPrefix", "cell"), earlier))
                .isEmpty();
        assertThat(clash(Map.of("broker", "tcp://broker:1884", "topicPrefix", "cell"), earlier))
                .isEmpty();
        assertThat(clash(Map.of("broker", "broker"), Map.of("broker", "broker")))
                .isEmpty();
    }

    private static Optional<LineClash> clash(Map<String, String> line, Map<String, String> earlier) {
        return new MqttUnsProvider()
                .clash(
                        new LineTarget("lines/pack-2.yaml", List.of("acme", "pack-2"), line),
                        new LineTarget("lines/pack-1.yaml", List.of("acme", "pack-1"), earlier));
    }
}
