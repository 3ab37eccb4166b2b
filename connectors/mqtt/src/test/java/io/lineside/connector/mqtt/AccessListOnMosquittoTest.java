package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The example access list of {@code acl/mosquitto.acl}, at work in Mosquitto. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
class AccessListOnMosquittoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PLACE = "acme/north/finishing/";

    private static MosquittoBroker broker;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        broker = MosquittoBroker.guarded(folder, Path.of("acl/mosquitto.acl"), "lineside", "pack-1");
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void whatTheListAllowsIsEnoughForAJob() throws Exception {
        // Given
        try (var line = new ScriptedLine(broker.uri(), PLACE + "pack-1", "pack-1");
                LineConnector connector = connector("pack-1")) {
            line.start("boot-1");
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            CommandOutcome outcome = start(connector);
            line.jobState("job-1", 3);
            // Then
            assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
            await().atMost(PATIENCE)
                    .until(() -> listener.latest(new JobOrderId("job-1")).isPresent());
        }
    }

    @Test
    void requestThatTheBrokerRefusesIsCertainlyNotDelivered() throws Exception {
        // Given: a line that the list does not let the gateway command, though it may hear it.
        try (var line = new ScriptedLine(broker.openUri(), PLACE + "other-1");
                LineConnector connector = connector("other-1")) {
            line.start("boot-1");
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            CommandOutcome outcome = start(connector);
            // Then
            assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
                assertThat(refused.code()).isEqualTo(RefusalCode.NOT_DELIVERED);
                assertThat(refused.reason()).contains("the broker refused the request: 135 not authorized");
            });
            assertThat(line.requests()).isEmpty();
        }
    }

    @Test
    void lineCanNotSpeakForAnother() throws Exception {
        // Given
        try (var real = new ScriptedLine(broker.openUri(), PLACE + "print-1");
                var liar = new ScriptedLine(broker.uri(), PLACE + "print-1", "pack-1");
                LineConnector connector = connector("print-1")) {
            real.start("boot-1");
            await().atMost(PATIENCE).until(listener::isConnected);
            // When
            liar.jobState("job-2", 5);
            real.jobState("job-3", 5);
            // Then
            await().atMost(PATIENCE)
                    .until(() -> listener.latest(new JobOrderId("job-3")).isPresent());
            assertThat(listener.latest(new JobOrderId("job-2"))).isEmpty();
            assertThat(connector.health().connected()).isTrue();
        }
    }

    @Test
    void unknownUserIsNotLetIn() {
        assertThatThrownBy(() -> new ScriptedLine(broker.uri(), PLACE + "pack-1", "nobody"))
                .hasMessageContaining("Not authorized");
    }

    private LineConnector connector(String line) {
        var settings = new LineSettings(
                new EquipmentId(line),
                "lineside-demo",
                List.of("not", "used"),
                Duration.ofSeconds(2),
                Map.of(
                        "broker",
                        broker.uri(),
                        "username",
                        "lineside",
                        "password",
                        MosquittoBroker.PASSWORD,
                        "topicPrefix",
                        PLACE + line),
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
