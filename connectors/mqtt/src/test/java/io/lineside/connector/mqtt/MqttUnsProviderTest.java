package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.ConnectionSetting;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineConnectorProvider;
import io.lineside.model.line.LineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttUnsProviderTest {
    private final MqttUnsProvider provider = new MqttUnsProvider();

    @Test
    void providerIsFoundByItsProtocolWord() {
        assertThat(ServiceLoader.load(LineConnectorProvider.class))
                .extracting(LineConnectorProvider::protocol)
                .contains("mqtt-uns");
    }

    @Test
    void brokerAndCredentialsMayComeFromTheSite() {
        assertThat(provider.settings())
                .extracting(ConnectionSetting::key, ConnectionSetting::required, s -> s.siteDefault()
                        .orElse(""))
                .containsExactly(
                        tuple("broker", true, "mqtt.broker"),
                        tuple("username", false, "mqtt.username"),
                        tuple("password", false, "mqtt.password"),
                        tuple("caFile", false, "mqtt.caFile"),
                        tuple("certFile", false, "mqtt.certFile"),
                        tuple("keyFile", false, "mqtt.keyFile"),
                        tuple("topicPrefix", false, ""));
    }

    @Test
    void wrongBrokerIsToldByItsPath() {
        assertThatThrownBy(() -> create(Map.of("broker", "localhost")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "lines.pack-1.connection.broker: must be tcp://host:port or ssl://host:port, was 'localhost'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+/b", "a/#", "/a", "a/", "a//b", "", "$SYS/a", "a\u0000b"})
    void prefixThatIsNoTopicIsToldByItsPath(String prefix) {
        assertThatThrownBy(() -> create(Map.of("broker", "tcp://h:1", "topicPrefix", prefix)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lines.pack-1.connection.topicPrefix: must");
    }

    @Test
    void prefixIsTheEquipmentPathUnlessSaidOtherwise() {
        assertThat(create(Map.of("broker", "tcp://h:1")).health().detail())
                .startsWith("acme/north/pack-1 at tcp://h:1");
        assertThat(create(Map.of("broker", "tcp://h:1", "topicPrefix", "x/y"))
                        .health()
                        .detail())
                .startsWith("x/y at tcp://h:1");
    }

    @ParameterizedTest
    @CsvSource({"tcp://broker.factory:1883,1", "ssl://broker.factory:8883,0", "tcp://127.0.0.1:1883,0"})
    void unencryptedOrdersOverTheNetworkAreWarnedAbout(String broker, int warnings) {
        assertThat(create(Map.of("broker", broker)).health().warnings()).hasSize(warnings);
    }

    @Test
    void passwordOverTheNetworkWithoutTlsIsWarnedAbout() {
        assertThat(create(Map.of("broker", "tcp://broker.factory:1883", "username", "gw", "password", "s3cret"))
                        .health()
                        .warnings())
                .containsExactly("the password and job orders go to tcp://broker.factory:1883 unencrypted: use ssl://");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl://h:1,caFile,nowhere.pem,connection.caFile: must exist",
        "ssl://h:1,certFile,nowhere.pem,connection.keyFile: is required with certFile",
        "ssl://h:1,keyFile,nowhere.pem,connection.certFile: is required with keyFile",
        "tcp://h:1,caFile,nowhere.pem,connection.broker: must be ssl://host:port where caFile"
    })
    void tlsFilesThatCanNotBeUsedAreToldByTheirPath(String broker, String key, String file, String words) {
        assertThatThrownBy(() -> create(Map.of("broker", broker, key, file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lines.pack-1." + words);
    }

    @Test
    void fileOfTheWrongKindIsToldByItsPath(@TempDir Path folder) throws IOException {
        // Given
        var files = new TestCertificates(folder);
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a certificate");
        String certificate = files.file("client.pem").toString();
        // Then
        assertThatThrownBy(() -> create(Map.of("broker", "ssl://h:1", "caFile", text.toString())))
                .hasMessage("lines.pack-1.connection.caFile: must hold certificates in PEM, was not: " + text);
        assertThatThrownBy(() ->
                        create(Map.of("broker", "ssl://h:1", "certFile", certificate, "keyFile", text.toString())))
                .hasMessageStartingWith("lines.pack-1.connection.keyFile: must hold the EC key of certFile");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b/_joborder_v1/jobstate/job-1,a/b/_joborder_v1/jobstate/+",
        "a/b/_joborder_v1/jobstate/job-1/x,",
        "a/b/_joborder_v1/status,"
    })
    void jobStateTopicIsRecognised(String topic, String filter) {
        assertThat(LineTopics.jobStatesOfTopic(topic).orElse(null)).isEqualTo(filter);
    }

    private LineConnector create(Map<String, String> connection) {
        var settings = new LineSettings(
                new EquipmentId("pack-1"),
                "gw",
                List.of("acme", "north", "pack-1"),
                Duration.ofSeconds(1),
                connection,
                Clock.systemUTC());
        return provider.create(settings, new RecordingListener());
    }
}
