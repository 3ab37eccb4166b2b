package io.lineside.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.simulator.LineJob;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.job.JobState;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line driven through a broker by a Paho client. */
class LineOverMqttTest {
    private static final String PREFIX = "acme/north/finishing/pack-1";

    private Simulator simulator;
    private SimulatedLine line;
    private GatewayClient gateway;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.mqtt("pack-1", PREFIX, 2, Duration.ofMillis(20), "pack/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.of(new BrokerSpec(0)), List.of(spec)));
        line = simulator.line("pack-1");
        gateway = GatewayClient.connect(simulator.brokerPort(), PREFIX);
        gateway.awaitOperational();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        simulator.close();
    }

    @Test
    void aJobOrderIsAnsweredMadeAndItsStateRetained() throws Exception {
        // When
        JsonNode answer = ask("StoreAndStart", gateway.order("J-1", "pack/1", 3));

        // Then
        assertThat(answer.path("ReturnStatus").asLong()).isEqualTo(1);
        await().until(() -> gateway.topLevelState("J-1") == 5);
        JsonNode response = gateway.latest("jobstate/J-1").path("JobResponse");
        assertThat(response.path("MaterialActuals").path(0).path("Quantity").asText())
                .isEqualTo("3");
        assertThat(response.path("JobState").path(1).path("BrowsePath").asText())
                .isEqualTo("EndedSubstates");
        assertThat(simulator.ledger().entries()).extracting(MadePiece::unit).containsExactly(1, 2, 3);
        assertThat(simulator.ledger().entries().get(0).parameters()).containsEntry("Dwell", 11.0);
    }

    @Test
    void aLateSubscriberFindsStatusAndJobStatesRetained() throws Exception {
        // Given
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 1));
        await().until(() -> gateway.topLevelState("J-1") == 5);

        // When
        try (GatewayClient late = GatewayClient.connect(simulator.brokerPort(), PREFIX)) {

            // Then
            await().until(() -> late.topLevelState("J-1") == 5);
            await().until(() -> !late.latest("status").path("BootId").asText().isEmpty());
        }
    }

    @Test
    void aKnownJobOrderIdIsRefusedAsUnableToAccept() throws Exception {
        // Given
        ask("Store", gateway.order("J-1", "pack/1", 1));

        // When
        JsonNode answer = ask("StoreAndStart", gateway.order("J-1", "pack/1", 1));

        // Then
        assertThat(answer.path("ReturnStatus").asLong()).isEqualTo(16);
        assertThat(answer.path("Text").asText()).contains("J-1");
    }

    @Test
    void clearTakesTheRetainedStateAway() throws Exception {
        // Given
        ask("Store", gateway.order("J-1", "pack/1", 1));
        await().until(() -> gateway.topLevelState("J-1") == 1);

        // When
        JsonNode answer = ask("Cancel", gateway.id("J-1"));

        // Then
        assertThat(answer.path("ReturnStatus").asLong()).isEqualTo(1);
        await().until(() -> gateway.latest("jobstate/J-1").isEmpty());
    }

    @Test
    void aRequestWithoutMandatoryMembersIsAnInvalidRequest() throws Exception {
        // When
        gateway.send("{\"MessageType\":\"ua-action-request\"}", UUID.randomUUID(), 60);

        // Then
        await().until(() -> gateway.answers().size() == 1);
        JsonNode payload = gateway.answers().get(0).path("Messages").path(0).path("Payload");
        assertThat(payload.path("ReturnStatus").asLong()).isEqualTo(1L << 32);
        assertThat(payload.path("Text").asText()).startsWith("ResponseAddress: must be a topic, was missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a/\\u2028+", "a/#", "$SYS/a", "a/_joborder_v1/action-request"})
    void requestsThatNameNoTopicToAnswerToDoNotSilenceTheLine(String address) throws Exception {
        // Given
        String request = "{\"MessageType\":\"ua-action-request\",\"ResponseAddress\":\"" + address
                + "\",\"CorrelationData\":\"0f\",\"Messages\":[{\"Name\":\"Start\",\"Payload\":{}}]}";
        for (int i = 0; i < 10; i++) {
            gateway.send(request, UUID.randomUUID(), 60);
        }

        // When
        JsonNode answer = ask("Store", gateway.order("J-1", "pack/1", 1));

        // Then
        assertThat(answer.path("ReturnStatus").asLong()).isEqualTo(1);
    }

    @Test
    void anIdThatNoTopicCanCarryIsAnInvalidRequest() throws Exception {
        // When
        JsonNode answer = ask("Store", gateway.order("J\u2028+", "pack/1", 1));

        // Then
        assertThat(answer.path("ReturnStatus").asLong()).isEqualTo(1L << 32);
        assertThat(answer.path("Text").asText()).startsWith("JobOrderID: must not contain + # /");
    }

    @Test
    void jobsAreAskedForByIdAndByState() throws Exception {
        // Given
        ask("Store", gateway.order("J-1", "pack/1", 1));
        var all = gateway.payload();
        var states = all.putArray("JobOrderState");
        for (int number = 1; number <= 6; number++) {
            states.addObject().put("StateNumber", number);
        }

        // When
        JsonNode byId = ask("RequestJobResponseByJobOrderID", gateway.id("J-1"));
        JsonNode unknown = ask("RequestJobResponseByJobOrderID", gateway.id("J-2"));
        JsonNode byState = ask("RequestJobResponseByJobOrderState", all);

        // Then
        assertThat(byId.path("JobResponse").path("JobOrderID").asText()).isEqualTo("J-1");
        assertThat(unknown.path("ReturnStatus").asLong()).isEqualTo(2);
        assertThat(byState.path("JobResponses")).hasSize(1);
    }

    @Test
    void anOrderlyStopSaysDisabled() {
        // When
        line.stop();

        // Then
        await().until(() -> gateway.status().equals("Disabled"));
    }

    @Test
    void aCrashFiresTheLastWillAndAStartGoesOnWithoutMakingAPieceTwice() throws Exception {
        // Given
        String boot = gateway.latest("status").path("BootId").asText();
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 12));
        await().until(() -> simulator.ledger().entries().size() >= 4);

        // When
        line.crash();
        await().until(() -> gateway.status().equals("Disabled"));
        line.start();

        // Then
        await().until(() -> gateway.status().equals("Operational"));
        assertThat(gateway.latest("status").path("BootId").asText()).isNotEqualTo(boot);
        await().until(() -> gateway.topLevelState("J-1") == 5);
        assertThat(simulator.ledger().entries())
                .extracting(MadePiece::unit)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void heldAnswersAreNotSentThoughTheRequestIsDone() throws Exception {
        // Given
        line.holdProduction(true);
        line.holdAnswers(true);

        // When
        String correlation = gateway.request("StoreAndStart", gateway.order("J-1", "pack/1", 1));

        // Then: the line, with its one thread, tells of the job only when it is done with the request
        await().until(() -> gateway.topLevelState("J-1") == 2);
        assertThat(line.jobs()).extracting(LineJob::state).containsExactly(JobState.ALLOWED_TO_START);
        line.holdAnswers(false);
        assertThat(ask("Cancel", gateway.id("J-1")).path("ReturnStatus").asLong())
                .isEqualTo(1);
        assertThat(gateway.answer(correlation)).isEmpty();
    }

    private JsonNode ask(String name, com.fasterxml.jackson.databind.node.ObjectNode payload) throws Exception {
        String correlation = gateway.request(name, payload);
        await().until(() -> gateway.answer(correlation).isPresent());
        return gateway.answer(correlation).orElseThrow();
    }
}
