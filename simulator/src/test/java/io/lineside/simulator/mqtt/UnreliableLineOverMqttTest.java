package io.lineside.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The switches of a line over MQTT, as a gateway sees them. */
class UnreliableLineOverMqttTest {
    private static final String PREFIX = "acme/north/finishing/pack-1";
    private static final int ENDED = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Simulator simulator;
    private SimulatedLine line;
    private GatewayClient gateway;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec spec = LineSpec.mqtt("pack-1", PREFIX, 2, Duration.ofMillis(20), "pack/1");
        simulator = Simulator.start(new Plant("test", 1, data, 0, Optional.of(new BrokerSpec(0)), List.of(spec)));
        line = simulator.line("pack-1");
        gateway = GatewayClient.connect(simulator.brokerPort(), PREFIX);
        await().atMost(PATIENCE).until(() -> saysUnknown("none"));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        simulator.close();
    }

    @Test
    void everyReportComesTwice() throws Exception {
        // Given
        line.behave(Map.of("twice", true));
        // When
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 3));
        await().until(() -> gateway.topLevelState("J-1") == ENDED);
        // Then
        List<JsonNode> reports = gateway.reports("J-1");
        await().until(() -> gateway.reports("J-1").size() % 2 == 0);
        for (int i = 0; i + 1 < reports.size(); i += 2) {
            assertThat(reports.get(i)).isEqualTo(reports.get(i + 1));
        }
        assertThat(simulator.ledger().entries()).hasSize(3);
    }

    @Test
    void reportsChangePlacesWithTheNextOne() throws Exception {
        // Given
        line.behave(Map.of("reorder", true));
        // When
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 6));
        await().until(() -> gateway.reports("J-1").stream().anyMatch(report -> state(report) == ENDED));
        // Then
        await().until(() -> gateway.reports("J-1").stream()
                        .mapToInt(UnreliableLineOverMqttTest::made)
                        .distinct()
                        .count()
                == 7);
        List<Integer> counts = gateway.reports("J-1").stream()
                .map(UnreliableLineOverMqttTest::made)
                .toList();
        assertThat(counts).isNotEqualTo(counts.stream().sorted().toList());
    }

    @Test
    void outdatedReportComesOnceMoreAfterTheEnd() throws Exception {
        // Given
        line.behave(Map.of("late", "PT0.1S"));
        // When
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 2));
        // Then
        await().until(() -> gateway.reports("J-1").stream().anyMatch(report -> state(report) == ENDED));
        await().until(() -> state(last(gateway.reports("J-1"))) != ENDED);
        List<JsonNode> reports = gateway.reports("J-1");
        assertThat(state(reports.get(reports.size() - 2))).isEqualTo(ENDED);
        assertThat(reports).filteredOn(report -> made(report) == 1).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 32, 33})
    void newJobOrdersAreRefusedWithTheBitThatIsSet(int bit) throws Exception {
        // Given
        line.behave(Map.of("refuse", true, "refuseWith", bit));
        // When
        JsonNode answer = ask("StoreAndStart", gateway.order("J-1", "pack/1", 1));
        // Then
        assertThat(status(answer)).isEqualTo(bit(bit));
        assertThat(line.jobs()).isEmpty();
    }

    @Test
    void bitThatRefusesNothingIsNotTaken() {
        assertThatThrownBy(() -> line.behave(Map.of("refuseWith", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refuseWith: must be a refusing bit of ReturnStatus: one of 1, 3, 4, 32, 33, was '2'");
    }

    @Test
    void lineThatDoesNotLookAtIdsMakesAKnownJobOrderAgain() throws Exception {
        // Given
        line.behave(Map.of("makeAgain", true));
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 2));
        await().until(() -> gateway.topLevelState("J-1") == ENDED);
        // When
        JsonNode answer = ask("StoreAndStart", gateway.order("J-1", "pack/1", 2));
        // Then
        assertThat(status(answer)).isEqualTo(bit(0));
        await().until(() -> simulator.ledger().entries().size() == 4);
        assertThat(simulator.ledger().entries()).extracting(MadePiece::unit).containsExactly(1, 2, 1, 2);
    }

    @Test
    void everyTimeIsByTheLinesWrongClock() throws Exception {
        // Given
        line.behave(Map.of("clockSkew", "PT1H"));
        // When
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 1));
        await().until(() -> gateway.topLevelState("J-1") == ENDED);
        // Then
        JsonNode message = gateway.latest("jobstate/J-1");
        Instant soon = Instant.now().plus(Duration.ofMinutes(50));
        assertThat(Instant.parse(message.path("Timestamp").asText())).isAfter(soon);
        assertThat(Instant.parse(message.path("JobResponse").path("EndTime").asText()))
                .isAfter(soon);
        assertThat(simulator.ledger().entries().get(0).madeAt()).isBefore(soon);
    }

    @Test
    void lineThatForgetsKnowsNoJobAfterARestart() throws Exception {
        // Given
        line.behave(Map.of("restart", "forget"));
        line.holdProduction(true);
        ask("StoreAndStart", gateway.order("J-1", "pack/1", 2));
        // When
        line.crash();
        line.start();
        // Then
        await().atMost(PATIENCE).until(() -> saysUnknown("J-1"));
        assertThat(line.jobs()).isEmpty();
    }

    /** A line that is not connected yet says nothing. */
    private boolean saysUnknown(String jobOrderId) throws Exception {
        String correlation = gateway.request("RequestJobResponseByJobOrderID", gateway.id(jobOrderId), 1);
        try {
            return status(answer(correlation, Duration.ofSeconds(2))) == bit(1);
        } catch (ConditionTimeoutException silent) {
            return false;
        }
    }

    private JsonNode ask(String name, ObjectNode payload) throws Exception {
        return answer(gateway.request(name, payload), PATIENCE);
    }

    private JsonNode answer(String correlation, Duration patience) {
        await().atMost(patience).until(() -> gateway.answer(correlation).isPresent());
        return gateway.answer(correlation).orElseThrow();
    }

    private static long status(JsonNode answer) {
        return answer.path("ReturnStatus").asLong();
    }

    private static long bit(int number) {
        return 1L << number;
    }

    private static JsonNode last(List<JsonNode> reports) {
        return reports.get(reports.size() - 1);
    }

    private static int state(JsonNode report) {
        return report.path("JobState").path(0).path("StateNumber").asInt();
    }

    private static int made(JsonNode report) {
        return report.path("MaterialActuals").path(0).path("Quantity").asInt();
    }
}
