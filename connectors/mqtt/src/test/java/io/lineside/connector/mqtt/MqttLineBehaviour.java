package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineListener;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector makes of what lines and brokers do, against a broker that a subclass brings. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
abstract class MqttLineBehaviour {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final List<LineConnector> connectors = new ArrayList<>();
    final RecordingListener listener = new RecordingListener();
    final MqttUnsProvider provider = new MqttUnsProvider(TestTimings.QUICK);
    String gatewayId;
    String prefix;
    ScriptedLine line;

    abstract BrokerRig broker();

    @BeforeEach
    void startLine() throws Exception {
        String test = ProcessHandle.current().pid() + "-" + TESTS.incrementAndGet();
        gatewayId = "gw-" + test;
        prefix = "acme/north/line-" + test;
        line = new ScriptedLine(broker().uri(), prefix);
    }

    @AfterEach
    void close() throws Exception {
        connectors.forEach(LineConnector::close);
        line.close();
    }

    @Test
    void requestCarriesTheIdInTheBodyAndInThePropertiesOfMqtt() throws Exception {
        // Given
        LineConnector connector = connected();
        // When
        CommandOutcome outcome = join(connector.send(JobCommand.about(JobAction.START, new JobOrderId("job-1"))));
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Accepted());
        MqttMessage request = line.requests().get(0);
        MqttProperties properties = request.getProperties();
        JsonNode body = new ObjectMapper().readTree(request.getPayload());
        assertThat(request.getQos()).isEqualTo(1);
        assertThat(request.isRetained()).isFalse();
        assertThat(properties.getResponseTopic()).isEqualTo("_lineside/" + gatewayId + "/reply");
        assertThat(properties.getContentType()).isEqualTo("application/json");
        assertThat(properties.getPayloadFormat()).isTrue();
        assertThat(properties.getMessageExpiryInterval()).isBetween(1L, 3L);
        assertThat(properties.getCorrelationData()).hasSize(16);
        assertThat(body.get("CorrelationData").asText())
                .isEqualTo(HexFormat.of().formatHex(properties.getCorrelationData()));
        assertThat(body.get("ResponseAddress").asText()).isEqualTo(properties.getResponseTopic());
    }

    @Test
    void refusalNamesTheBitAndTheLinesOwnWords() throws Exception {
        // Given
        LineConnector connector = connected();
        line.answers(request -> Optional.of("{\"ReturnStatus\":8,\"Text\":\"already running\"}"));
        // When
        CommandOutcome outcome = join(connector.send(JobCommand.about(JobAction.START, new JobOrderId("job-1"))));
        // Then
        assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_STATE);
            assertThat(refused.reason()).contains("invalid job order status").contains("'already running'");
        });
    }

    @Test
    void answerWithoutAVerdictIsUnknown() throws Exception {
        // Given
        LineConnector connector = connected();
        line.answers(request -> Optional.of("{\"ReturnStatus\":0}"));
        // When
        CommandOutcome outcome = join(connector.send(JobCommand.about(JobAction.START, new JobOrderId("job-1"))));
        // Then
        assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
    }

    @Test
    void silentLineIsUnknownAndSaysHowFarTheRequestCame() throws Exception {
        // Given
        LineConnector connector = connected();
        line.answers(request -> Optional.empty());
        // When
        CommandOutcome outcome = join(connector.send(JobCommand.about(JobAction.START, new JobOrderId("job-1"))));
        // Then
        assertThat(outcome).isEqualTo(new CommandOutcome.Unknown("PUBACK came, no action-response within 3000 ms"));
    }

    @Test
    void unreadableAnswerToAQuestionProvesNothing() throws Exception {
        // Given
        LineConnector connector = connected();
        line.answers(request -> Optional.of("{\"ReturnStatus\":1,\"JobResponse\":{\"JobOrderID\":\"job-1\"}}"));
        // When
        JobEvidence evidence = join(connector.query(new JobOrderId("job-1")));
        // Then
        assertThat(evidence)
                .isEqualTo(new JobEvidence.Unanswered(
                        "the line's answer can not be read: Messages[0].Payload.JobResponse.JobState[0]: is missing"));
    }

    @Test
    void listingLeavesOutJobsThatNoGatewayCouldHaveNamed() throws Exception {
        // Given
        LineConnector connector = connected();
        line.answers(request -> Optional.of("{\"ReturnStatus\":1,\"JobResponses\":["
                + "{\"JobOrderID\":\"by hand #1\",\"JobState\":[{\"StateNumber\":3}]},"
                + "{\"JobOrderID\":\"job-1\",\"JobState\":[{\"StateNumber\":3}]}]}"));
        // When
        JobListing listing = join(connector.list());
        // Then
        assertThat(listing).isInstanceOfSatisfying(JobListing.Known.class, known -> assertThat(known.responses())
                .extracting(JobResponse::jobOrderId)
                .containsExactly(new JobOrderId("job-1")));
    }

    @Test
    void commandToALineThatSaysDisabledIsRefusedWithoutSendingIt() throws Exception {
        // Given
        LineConnector connector = connected();
        line.say("Disabled", "boot-1");
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        // When
        CommandOutcome outcome = join(connector.send(JobCommand.about(JobAction.START, new JobOrderId("job-1"))));
        // Then
        assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(RefusalCode.NOT_DELIVERED);
            assertThat(refused.reason()).contains("the line says 'Disabled'");
        });
        assertThat(line.requests()).isEmpty();
    }

    @Test
    void newBootIdMeansConnectedOnceMore() throws Exception {
        // Given
        connected();
        // When
        line.say("Operational", "boot-2");
        // Then
        await().atMost(PATIENCE).until(() -> listener.connects() == 2);
        assertThat(listener.disconnects()).isEmpty();
    }

    @Test
    void jobStatesThatCameWhileTheGatewayWasAwayArriveOnceAllAreKept() throws Exception {
        // Given
        connected().close();
        for (int i = 0; i < 250; i++) {
            line.jobState("job-" + i, 3);
        }
        var slow = new SlowListener(Duration.ofMillis(5));
        // When
        LineConnector back = connector(slow);
        // Then
        await().atMost(PATIENCE).until(() -> slow.kept() == 250);
        assertThat(slow.heard())
                .extracting(response -> response.jobOrderId().value())
                .containsExactlyElementsOf(
                        IntStream.range(0, 250).mapToObj(i -> "job-" + i).toList());
        // Acknowledged in order: when the next one is kept, only that one's acknowledgement may still be missing.
        line.jobState("job-next", 3);
        await().atMost(PATIENCE).until(() -> slow.kept() == 251);
        back.close();
        connector(listener);
        await().atMost(PATIENCE).until(() -> listener.connects() == 2);
        line.jobState("job-after", 3);
        await().atMost(PATIENCE)
                .until(() -> listener.latest(new JobOrderId("job-after")).isPresent());
        assertThat(listener.responses())
                .extracting(response -> response.jobOrderId().value())
                .isSubsetOf("job-next", "job-after");
    }

    @Test
    void jobStatesThatAreNotKeptYetAreNotAcknowledged() throws Exception {
        // Given
        connected().close();
        for (int i = 0; i < 20; i++) {
            line.jobState("job-" + i, 3);
        }
        var stuck = new SlowListener(Duration.ofHours(1));
        LineConnector first = connector(stuck);
        await().atMost(PATIENCE).until(() -> stuck.heard().size() == 20);
        // When
        first.close();
        // Then
        connector(listener);
        await().atMost(PATIENCE).until(() -> listener.responses().size() == 20);
    }

    @Test
    void jobStateThatCouldNotBeKeptComesAgain() throws Exception {
        // Given
        connected();
        listener.failReports(true);
        line.jobState("job-1", 3);
        await().atMost(PATIENCE).until(() -> listener.disconnects().size() >= 2);
        // When
        listener.failReports(false);
        // Then
        await().atMost(PATIENCE)
                .until(() -> listener.latest(new JobOrderId("job-1")).isPresent());
    }

    @Test
    void poisonedMessagesAreCountedAndBlockNothing() throws Exception {
        // Given
        LineConnector connector = connected();
        // When
        for (int i = 0; i < 30; i++) {
            line.publish("jobstate/job-1", "{not json", false);
            line.publish("jobstate/job-1", "{\"JobResponse\":{}}", false);
            line.publish("jobstate/job-1", "[".repeat(10_000), false);
            line.publish("jobstate/job-1", ScriptedLine.response("job-2", 3), false);
            line.publish("jobstate/job-1", "", false);
        }
        line.jobState("job-1", 5);
        // Then
        await().atMost(PATIENCE)
                .until(() -> listener.latest(new JobOrderId("job-1")).isPresent());
        assertThat(listener.isConnected()).isTrue();
        assertThat(connector.health().warnings())
                .containsExactly("malformed messages seen: 120 (the first of each topic is in the log)");
    }

    @Test
    void restartedBrokerIsFoundAgainAndBringsTheReportsOfARunningJob() throws Exception {
        // Given
        LineConnector connector = connected();
        line.jobState("job-1", 3);
        await().atMost(PATIENCE)
                .until(() -> listener.latest(new JobOrderId("job-1")).isPresent());
        // When
        broker().stop();
        await().atMost(PATIENCE).until(() -> !listener.isConnected());
        CommandOutcome meanwhile = join(connector.send(JobCommand.about(JobAction.PAUSE, new JobOrderId("job-1"))));
        line.close();
        broker().start();
        line = new ScriptedLine(broker().uri(), prefix);
        line.start("boot-1");
        line.publish("jobstate/job-1", ScriptedLine.response("job-1", 5), true);
        // Then
        await().atMost(PATIENCE).until(listener::isConnected);
        await().atMost(PATIENCE)
                .until(() ->
                        listener.latest(new JobOrderId("job-1")).orElseThrow().state() == JobState.ENDED);
        assertThat(meanwhile).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(RefusalCode.NOT_DELIVERED));
    }

    @Test
    void linesOfOneBrokerShareItsLinks() throws Exception {
        // Given
        LineConnector first = connected();
        var other = new RecordingListener();
        try (var otherLine = new ScriptedLine(broker().uri(), prefix + "-b")) {
            otherLine.start("boot-1");
            LineConnector second = connector(other, prefix + "-b");
            await().atMost(PATIENCE).until(other::isConnected);
            // When
            first.close();
            // Then
            assertThat(join(second.send(JobCommand.about(JobAction.START, new JobOrderId("job-1")))))
                    .isEqualTo(new CommandOutcome.Accepted());
            assertThat(other.disconnects()).isEmpty();
            assertThat(otherLine.requests()).hasSize(1);
        }
    }

    @Test
    void jobStatesWaitForALineThatStartsLater() throws Exception {
        // Given
        String later = prefix + "-later";
        var laterListener = new RecordingListener();
        try (var laterLine = new ScriptedLine(broker().uri(), later)) {
            laterLine.start("boot-1");
            LineConnector away = connector(laterListener, later);
            await().atMost(PATIENCE).until(laterListener::isConnected);
            away.close();
            laterLine.jobState("job-1", 5);
            connected();
            // When
            connector(laterListener, later);
            // Then
            await().atMost(PATIENCE)
                    .until(() -> laterListener.latest(new JobOrderId("job-1")).isPresent());
        }
    }

    @Test
    void otherClientWithTheGatewaysClientIdIsNamedAsTheReason() throws Exception {
        // Given
        connected();
        // When
        // Mosquitto does not tell why it closes a connection: what is never steady makes the gateway suspicious.
        for (int i = 1; i <= 20 && !saidToBeTheClientId(); i++) {
            int times = i;
            await().atMost(PATIENCE).until(listener::isConnected);
            var thief = new MqttAsyncClient(broker().uri(), gatewayId + "-pub", null);
            thief.connect().waitForCompletion(5_000);
            await().atMost(PATIENCE).until(() -> listener.disconnects().size() >= times);
            thief.disconnectForcibly(0, 0, false);
            thief.close(true);
        }
        // Then
        assertThat(saidToBeTheClientId()).as(listener.disconnects().toString()).isTrue();
        await().atMost(PATIENCE).until(listener::isConnected);
    }

    private boolean saidToBeTheClientId() {
        return listener.disconnects().stream().anyMatch(reason -> reason.contains("client id '" + gatewayId + "-pub'"));
    }

    final LineConnector connected() throws Exception {
        line.start("boot-1");
        LineConnector connector = connector(listener);
        await().atMost(PATIENCE).until(listener::isConnected);
        return connector;
    }

    final LineConnector connector(LineListener to) {
        return connector(to, prefix);
    }

    private LineConnector connector(LineListener to, String topicPrefix) {
        var settings = new LineSettings(
                new EquipmentId("line-1"),
                gatewayId,
                List.of("not", "used"),
                REQUEST_TIMEOUT,
                Map.of("broker", broker().uri(), "topicPrefix", topicPrefix),
                Clock.systemUTC());
        LineConnector connector = provider.create(settings, to);
        connectors.add(connector);
        connector.start();
        return connector;
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
