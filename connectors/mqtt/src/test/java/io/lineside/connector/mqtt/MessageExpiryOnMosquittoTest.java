package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.Material;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A request that waited too long is never acted on, though a broker kept it for the line: rule L12. */
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
class MessageExpiryOnMosquittoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PREFIX = "acme/north/expiry-1";
    private static final JobOrderId JOB = new JobOrderId("job-1");
    private static final Clock CLOCK = Clock.systemUTC();

    private final RecordingListener listener = new RecordingListener();
    private final List<String> made = new CopyOnWriteArrayList<>();

    // Not over a restart of the broker: Mosquitto 2.0.11 was seen to deliver what had expired right after it started.
    @Test
    void requestThatExpiredInTheQueueIsAskedAboutAndMadeOnceWhenItIsSentAgain(@TempDir Path folder) throws Exception {
        try (var broker = new MosquittoBroker(folder)) {
            // Given
            broker.start();
            away(broker);
            Instant sent;
            try (LineConnector gateway = gateway(broker, listener, Duration.ofMillis(900))) {
                await().atMost(PATIENCE).until(listener::isConnected);
                // When
                sent = CLOCK.instant();
                assertThat(join(gateway.send(order()))).isInstanceOf(CommandOutcome.Unknown.class);
            }
            await().atMost(PATIENCE).until(() -> CLOCK.instant().isAfter(sent.plusSeconds(2)));
            var patient = new RecordingListener();
            try (ScriptedLine line = back(broker);
                    LineConnector gateway = gateway(broker, patient, Duration.ofSeconds(10))) {
                await().atMost(PATIENCE).until(patient::isConnected);
                JobEvidence evidence = join(gateway.query(JOB));
                CommandOutcome second = join(gateway.send(order()));
                // Then
                assertThat(evidence).isInstanceOf(JobEvidence.Absent.class);
                assertThat(second).isEqualTo(new CommandOutcome.Accepted());
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(made).containsExactly(JOB.value()));
                assertThat(line.requests())
                        .noneMatch(request -> request.getProperties().getMessageExpiryInterval() == null);
            }
        }
    }

    /** What the broker would deliver if it did not expire. */
    @Test
    void requestThatHasNotExpiredIsDeliveredOutOfTheQueue(@TempDir Path folder) throws Exception {
        try (var broker = new MosquittoBroker(folder)) {
            // Given
            broker.start();
            away(broker);
            try (LineConnector gateway = gateway(broker, listener, Duration.ofSeconds(15))) {
                await().atMost(PATIENCE).until(listener::isConnected);
                CompletableFuture<CommandOutcome> outcome =
                        gateway.send(order()).toCompletableFuture();
                // When
                try (ScriptedLine line = back(broker)) {
                    // Then
                    assertThat(outcome.join()).isEqualTo(new CommandOutcome.Accepted());
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(made).containsExactly(JOB.value()));
                    assertThat(line.requests().get(0).getProperties().getMessageExpiryInterval())
                            .isBetween(1L, 15L);
                }
            }
        }
    }

    private void away(MosquittoBroker broker) throws Exception {
        ScriptedLine line = ScriptedLine.thatIsQueuedFor(broker.uri(), PREFIX, this::answer);
        line.start("boot-1");
        line.leave();
    }

    private ScriptedLine back(MosquittoBroker broker) throws Exception {
        ScriptedLine line = ScriptedLine.thatIsQueuedFor(broker.uri(), PREFIX, this::answer);
        line.start("boot-1");
        return line;
    }

    private Optional<String> answer(JsonNode request) {
        JsonNode action = request.get("Messages").get(0);
        if (action.get("Name").asText().equals("StoreAndStart")) {
            made.add(action.at("/Payload/JobOrder/JobOrderID").asText());
            return Optional.of("{\"ReturnStatus\":1}");
        }
        String id = action.at("/Payload/JobOrderID").asText();
        return Optional.of(
                made.contains(id)
                        ? "{\"ReturnStatus\":1," + ScriptedLine.response(id, 3).substring(1)
                        : "{\"ReturnStatus\":2}");
    }

    private static LineConnector gateway(MosquittoBroker broker, RecordingListener to, Duration requestTimeout) {
        var settings = new LineSettings(
                new EquipmentId("line-1"),
                "expiry",
                List.of("not", "used"),
                requestTimeout,
                Map.of("broker", broker.uri(), "topicPrefix", PREFIX),
                CLOCK);
        LineConnector connector = new MqttUnsProvider(TestTimings.QUICK).create(settings, to);
        connector.start();
        return connector;
    }

    private static JobCommand order() {
        var order = JobOrder.of(JOB, new WorkMasterId("pack/1"), List.of(), Material.produced("mug", 1));
        return JobCommand.carrying(JobAction.STORE_AND_START, order);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
