package io.lineside.connector.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.Material;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as the line protocol's description shows them. */
class RequestWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<JobAction, Integer> TARGETS = Map.ofEntries(
            Map.entry(JobAction.STORE, 7001),
            Map.entry(JobAction.STORE_AND_START, 7004),
            Map.entry(JobAction.START, 7005),
            Map.entry(JobAction.STOP, 7006),
            Map.entry(JobAction.PAUSE, 7007),
            Map.entry(JobAction.RESUME, 7008),
            Map.entry(JobAction.UPDATE, 7009),
            Map.entry(JobAction.ABORT, 7010),
            Map.entry(JobAction.CANCEL, 7011),
            Map.entry(JobAction.CLEAR, 7012),
            Map.entry(JobAction.REVOKE_START, 7013));

    private final RequestWriter writer = new RequestWriter();
    private final Envelope envelope = new Envelope(
            "acme/north/finishing/pack-1",
            "lineside-demo",
            "_lineside/lineside-demo/reply",
            UUID.fromString("0f8b6c1e-6d3f-4b3e-9a5e-0a4c5f1f7d11"),
            Instant.parse("2026-11-22T10:15:30.123456Z"),
            Duration.ofSeconds(8));

    @Test
    void wholeOrderIsWrittenAsTheDescriptionShowsIt() throws IOException {
        // When
        byte[] written = writer.command(envelope, JobCommand.carrying(JobAction.STORE_AND_START, describedOrder()));
        // Then
        assertThat(JSON.readTree(written)).isEqualTo(golden("store-and-start.json"));
    }

    @Test
    void questionForEveryJobNamesAllSixStates() throws IOException {
        // When
        byte[] written = writer.list(envelope);
        // Then
        assertThat(JSON.readTree(written)).isEqualTo(golden("list.json"));
    }

    @Test
    void questionAboutOneJobNamesIt() throws IOException {
        // When
        JsonNode message = message(writer.query(envelope, new JobOrderId("ord-1")));
        // Then
        assertThat(message.get("Name").asText()).isEqualTo("RequestJobResponseByJobOrderID");
        assertThat(message.get("ActionTargetId").asInt()).isEqualTo(7002);
        assertThat(message.at("/Payload/JobOrderID").asText()).isEqualTo("ord-1");
    }

    @ParameterizedTest
    @EnumSource(JobAction.class)
    void everyActionHasItsNameAndNumber(JobAction action) throws IOException {
        // Given
        JobOrder order = describedOrder();
        JobCommand command =
                action.carriesOrder() ? JobCommand.carrying(action, order) : JobCommand.about(action, order.id());
        // When
        JsonNode message = message(writer.command(envelope, command));
        // Then
        assertThat(message.get("Name").asText()).isEqualTo(action.methodName());
        assertThat(message.get("ActionTargetId").asInt()).isEqualTo(TARGETS.get(action));
        assertThat(message.at("/Payload").has(action.carriesOrder() ? "JobOrder" : "JobOrderID"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {11.0, -0.0, 1e300, 4.9e-324, 1e7, 123456789012.0, 0.1})
    void decimalIsAlwaysRecognisableAsOne(double value) throws IOException {
        // Given
        JobOrder order = JobOrder.of(
                new JobOrderId("ord-1"),
                new WorkMasterId("pack/1"),
                List.of(JobParameter.of("Dwell", new ParameterValue.Decimal(value))),
                Material.produced("mug", 1));
        // When
        byte[] written = writer.command(envelope, JobCommand.carrying(JobAction.STORE, order));
        // Then
        JsonNode read = message(written).at("/Payload/JobOrder/JobOrderParameters/0/Value");
        assertThat(read.isFloatingPointNumber()).isTrue();
        assertThat(read.doubleValue()).isEqualTo(value);
        assertThat(new String(written, StandardCharsets.UTF_8)).containsPattern("\"Value\":-?\\d+[.eE]");
    }

    @Test
    void correlationOfTheBodyIsThatOfTheProperty() {
        assertThat(HexFormat.of().formatHex(envelope.correlation())).isEqualTo(envelope.correlationHex());
    }

    private static JsonNode message(byte[] written) throws IOException {
        return JSON.readTree(written).at("/Messages/0");
    }

    private static JsonNode golden(String name) throws IOException {
        try (var in = RequestWriterTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    private static JobOrder describedOrder() {
        return new JobOrder(
                new JobOrderId("ord_01JD-1-pack"),
                "Custom mug, item 1",
                new WorkMasterId("pack/1"),
                Optional.of(Instant.parse("2026-11-22T10:15:30Z")),
                Optional.of(Instant.parse("2026-11-22T18:00:00Z")),
                0,
                List.of(
                        JobParameter.of("Wrap", new ParameterValue.Text("gift")),
                        new JobParameter("Dwell", new ParameterValue.Decimal(11.0), "SEC", List.of()),
                        JobParameter.of("Layers", new ParameterValue.Whole(2))),
                List.of(),
                List.of(new Resource("pack-1", "Pack", null, null)),
                List.of(),
                List.of(Material.produced("mug", 12)));
    }
}
