package io.lineside.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkPartsTest {
    @Test
    void socketsSendSmallPacketsAtOnce() throws IOException, TlsFilesException {
        try (var plain = new NoDelaySockets().createSocket();
                var tls = TlsFiles.NONE.sockets().createSocket()) {
            assertThat(plain.getTcpNoDelay()).isTrue();
            assertThat(tls.getTcpNoDelay()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"65535,64", "1000,64", "64,63", "20,19", "10,9", "2,1", "1,1"})
    void windowStaysBelowTheBrokersReceiveMaximum(int receiveMaximum, int window) {
        assertThat(new ConnAck(false, receiveMaximum, 1).window()).isEqualTo(window);
    }

    @Test
    void receiveMaximumThatPahoMisreadsIsNamed() {
        // Given
        var ack = new ConnAck(false, (short) 40_000, 1);
        // Then
        assertThat(ack.misread()).isTrue();
        assertThat(ack.misreadReason()).contains("Receive Maximum of 40000").contains("32767 or less");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqtt://h:1", "tcp://h", "tcp://h:99999", "tcp://h:1/x", "tcp://u@h:1", "h:1883", ""})
    void otherFormsOfABrokerAreRefused(String uri) {
        assertThatThrownBy(() -> new BrokerUri(uri))
                .hasMessage("must be tcp://host:port or ssl://host:port, was '" + uri + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://localhost:1883,true,false",
        "ssl://127.0.0.1:8883,true,true",
        "tcp://[::1]:1883,true,false",
        "tcp://broker.factory:1883,false,false"
    })
    void brokerUriTellsWhereAndHow(String uri, boolean loopback, boolean secure) {
        var broker = new BrokerUri(uri);
        assertThat(broker.loopback()).isEqualTo(loopback);
        assertThat(broker.secure()).isEqualTo(secure);
    }

    @Test
    void passwordDoesNotShow() {
        assertThat(new Credentials("gateway", "secret").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"0,8", "7500,1", "7001,1", "6999,2", "9000,1"})
    void messageThatWaitedExpiresWithTheRestOfItsPatience(long waitedMillis, long expirySeconds) {
        // Given
        var message = new OutgoingMessage(
                "t", "{}".getBytes(StandardCharsets.UTF_8), "r", new byte[16], Duration.ofSeconds(8));
        var publish = new PendingPublish(message, 0);
        // Then
        assertThat(publish.expirySeconds(Duration.ofMillis(waitedMillis).toNanos()))
                .isEqualTo(expirySeconds);
    }
}
