package io.lineside.simulator.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void anOrderIsReadBackAsItWasWritten() throws JsonProcessingException {
        // Given
        JobOrder order = new JobOrder(
                "J-1",
                "Custom mug",
                "pack/1",
                Instant.parse("2026-11-22T10:15:30Z"),
                Instant.parse("2026-11-22T18:00:00Z"),
                -2,
                List.of(
                        new Parameter("Dwell", 11.0, "SEC", List.of(Parameter.of("Ramp", 2L))),
                        Parameter.of("Wrap", "gift"),
                        Parameter.of("Seal", false)),
                List.of(new EquipmentRequirement("pack-1", "Pack")),
                List.of(new MaterialRequirement("mug", null, "Produced", "12", "C62")),
                "c29tZSBieXRlcw==");

        // When
        JobOrder read = OrderJson.read(MAPPER.readTree(OrderJson.write(order).toString()));

        // Then
        assertThat(read).isEqualTo(order);
    }

    @Test
    void aNumberWithAFractionOrExponentIsADoubleAndOneWithoutIsALong() throws JsonProcessingException {
        assertThat(valueOf("11.0")).isEqualTo(11.0);
        assertThat(valueOf("1e2")).isEqualTo(100.0);
        assertThat(valueOf("11")).isEqualTo(11L);
        assertThat(valueOf("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(valueOf("\"11\"")).isEqualTo("11");
        assertThat(valueOf("true")).isEqualTo(true);
    }

    @Test
    void whatIsNoValueIsRefusedByName() {
        assertThatThrownBy(() -> valueOf("9223372036854775808"))
                .hasMessage("JobOrderParameters.Dwell.Value: must be text, a Boolean or a number of 64 bits, was"
                        + " 9223372036854775808");
        assertThatThrownBy(() -> valueOf("null")).hasMessageContaining("was null");
    }

    @Test
    void anOrderOfHalfAPieceIsRefused() {
        assertThatThrownBy(
                        () -> read("{\"JobOrderID\":\"J\",\"WorkMasterID\":[{\"ID\":\"w\"}],\"MaterialRequirements\":"
                                + "[{\"MaterialUse\":\"Produced\",\"Quantity\":\"1.5\"}]}"))
                .hasMessage("MaterialRequirements[Produced].Quantity: must be a whole number from 1 to 1000000, was"
                        + " '1.5'");
    }

    @Test
    void anOrderWithoutAQuantityIsOnePiece() throws JsonProcessingException {
        assertThat(read("{\"JobOrderID\":\"J\",\"WorkMasterID\":[{\"ID\":\"w\"}]}")
                        .pieces())
                .isEqualTo(1);
    }

    private static Object valueOf(String json) throws JsonProcessingException {
        return read("{\"JobOrderID\":\"J\",\"WorkMasterID\":[{\"ID\":\"w\"}],\"JobOrderParameters\":[{\"ID\":\"Dwell\","
                        + "\"Value\":" + json + "}]}")
                .parameters()
                .get(0)
                .value();
    }

    private static JobOrder read(String json) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(json);
        return OrderJson.read(node);
    }
}
