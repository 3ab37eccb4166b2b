package io.lineside.gateway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job order made smaller because a predecessor made fewer pieces. */
class FewerPiecesTest {
    @ParameterizedTest
    @CsvSource({
        "0.36,   12, 7,  0.21",
        "0.135,  3,  2,  0.09",
        "12,     12, 5,  5",
        "1000,   10, 1,  100",
        "0.1,    3,  2,  0.0666666667",
        "1,      3,  1,  0.3333333334",
        "1,      4096, 1, 0.000244140625",
        "0.045,  1,  200, 9"
    })
    void consumedMaterialFollowsThePieces(String amount, int pieces, int fewer, String expected) {
        // Given
        var order = order(pieces, consumed(new BigDecimal(amount)));
        // When
        var smaller = order.withQuantity(fewer);
        // Then
        assertThat(smaller.quantity()).isEqualTo(fewer);
        assertThat(smaller.materials().get(1).quantity()).isEqualTo(new BigDecimal(expected));
        assertThat(smaller.materials().get(1).engineeringUnits()).isEqualTo("KGM");
    }

    @Test
    void amountThatDoesNotMatterStaysSo() {
        // Given
        var order = order(12, new Material("WATER", null, null, MaterialUse.CONSUMED, null, null));
        // When
        var smaller = order.withQuantity(3);
        // Then
        assertThat(smaller.materials().get(1)).isEqualTo(order.materials().get(1));
    }

    @Test
    void noPiecesAreNoJob() {
        // Given
        var order = order(12, consumed(BigDecimal.ONE));
        // When, then
        assertThatThrownBy(() -> order.withQuantity(0)).hasMessageContaining("at least 1, was 0");
    }

    @Test
    void orderForAnotherLineAndOrderForScrapKeepTheCustomersNumber() {
        // Given
        var order = Drafts.planned(
                        Drafts.planner(Drafts.line("paint-1", "painting"), Drafts.line("pack-1", "packing")),
                        Drafts.numbered("4711", Drafts.colors(3, "teal")),
                        FloorState.IDLE)
                .jobs()
                .get(0)
                .order();

        // When
        var moved = order.at(new EquipmentId("paint-2"));
        var again = order.again(new JobOrderId("ord_1-1r1-paint"), 2);

        // Then
        assertThat(moved.customerOrder()).contains("4711");
        assertThat(again.customerOrder()).contains("4711");
        assertThat(again.quantity()).isEqualTo(2);
        assertThat(again.parameters()).isEqualTo(order.parameters());
    }

    private static Material consumed(BigDecimal amount) {
        return new Material("GLAZE", null, null, MaterialUse.CONSUMED, amount, "KGM");
    }

    private static JobOrder order(int pieces, Material consumed) {
        return new JobOrder(
                new JobOrderId("ord_1-1-glaze"),
                "",
                new WorkMasterId("glaze/1"),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Material.produced("mug", pieces), consumed));
    }
}
