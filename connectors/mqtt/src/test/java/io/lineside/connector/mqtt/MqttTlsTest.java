package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines over TLS, at a broker with a certificate of an authority of its own. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class MqttTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final HiveMqBroker broker = HiveMqBroker.shared();
    private final RecordingListener listener = new RecordingListener();
    private String prefix;
    private ScriptedLine line;

    @BeforeEach
    void startLine() throws Exception {
        prefix = "acme/tls/line-" + ProcessHandle.current().pid() + "-" + TESTS.incrementAndGet();
        line = new ScriptedLine(broker.uri(), prefix);
        line.start("boot-1");
    }

    @AfterEach
    void closeLine() throws Exception {
        line.close();
    }

    @Test
    void commandGoesOverTlsToABrokerOfTheNamedAuthority() {
        // Given
        try (LineConnector connector = connector(broker.tlsUri("localhost"), files("ca.pem"))) {
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            CommandOutcome outcome = start(connector);
            // Then
            assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
            assertThat(connector.health().warnings()).isEmpty();
        }
    }

    @Test
    void gatewayShowsItsCertificateToABrokerThatAsks() {
        // Given
        Map<String, String> files = files("ca.pem");
        files.put("certFile", broker.certificates().file("client.pem").toString());
        files.put("keyFile", broker.certificates().file("client.key").toString());
        try (LineConnector connector = connector(broker.mutualTlsUri(), files)) {
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            CommandOutcome outcome = start(connector);
            // Then
            assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        }
    }

    @Test
    void missingCertificateOfTheGatewayIsToldInPlainWords() {
        assertNeverConnects(broker.mutualTlsUri(), files("ca.pem"), "set certFile and keyFile");
    }

    @ParameterizedTest
    @CsvSource({"other-ca.pem", "''"})
    void brokerOfAnotherAuthorityIsNotTrusted(String authority) {
        assertNeverConnects(broker.tlsUri("localhost"), files(authority), "set caFile to the certificate");
    }

    @Test
    void brokerWithACertificateForAnotherHostIsNotTrusted() {
        assertNeverConnects(broker.tlsUri("127.0.0.1"), files("ca.pem"), "is for another host");
    }

    @Test
    void portWithoutTlsIsToldInPlainWords() {
        assertNeverConnects(broker.uri().replace("tcp://", "ssl://"), files("ca.pem"), "speak TLS on this port");
    }

    private void assertNeverConnects(String uri, Map<String, String> files, String words) {
        try (LineConnector connector = connector(uri, files)) {
            // When
            await().atMost(PATIENCE).until(() -> !listener.disconnects().isEmpty());
            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(connector.health().detail()).contains(words));
            assertThat(listener.connects()).isZero();
            assertThat(line.requests()).isEmpty();
        }
    }

    private Map<String, String> files(String authority) {
        var files = new HashMap<String, String>();
        if (!authority.isEmpty()) {
            files.put("caFile", broker.certificates().file(authority).toString());
        }
        return files;
    }

    private LineConnector connector(String uri, Map<String, String> files) {
        files.put("broker", uri);
        files.put("topicPrefix", prefix);
        var settings = new LineSettings(
                new EquipmentId("line-1"),
                prefix.replace('/', '-'),
                List.of("not", "used"),
                Duration.ofSeconds(5),
                files,
                Clock.systemUTC());
        LineConnector connector = new MqttUnsProvider(TestTimings.QUICK).create(settings, listener);
        connector.start();
        return connector;
    }

    private static CommandOutcome start(LineConnector connector) {
        return connector
                .send(JobCommand.about(JobAction.START, new JobOrderId("job-1")))
                .toCompletableFuture()
                .join();
    }
}
