package io.lineside.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.order.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeLedgerTest {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");
    private static final JobOrder ORDER = JobOrder.of(
            "J-1",
            "glaze/2",
            12,
            List.of(
                    Parameter.of("Color", "teal"),
                    Parameter.of("Dwell", 11.0),
                    Parameter.of("Coats", 2L),
                    new Parameter("Seal", true, null, List.of(Parameter.of("Depth", 3L)))));

    @Test
    void aPieceIsOneLineWithItsParametersAsReceived(@TempDir Path data) {
        try (MadeLedger ledger = MadeLedger.open(data)) {
            // When
            ledger.append("glaze-1", ORDER, 3, TIME);

            // Then
            assertThat(ledger.lines())
                    .containsExactly("{\"seq\":1,\"line\":\"glaze-1\",\"jobOrderId\":\"J-1\",\"workMasterId\":"
                            + "\"glaze/2\",\"unit\":3,\"of\":12,\"madeAt\":\"2026-11-22T10:00:00Z\",\"parameters\":"
                            + "{\"Color\":\"teal\",\"Dwell\":11.0,\"Coats\":2,\"Seal\":true,\"Seal/Depth\":3}}");
            assertThat(ledger.entries().get(0).parameters())
                    .isEqualTo(Map.of("Color", "teal", "Dwell", 11.0, "Coats", 2L, "Seal", true, "Seal/Depth", 3L));
        }
    }

    @Test
    void aTornLastLineIsCutAndTheNumbersGoOn(@TempDir Path data) throws IOException {
        // Given
        try (MadeLedger ledger = MadeLedger.open(data)) {
            ledger.append("glaze-1", ORDER, 1, TIME);
            ledger.append("glaze-1", ORDER, 2, TIME);
        }
        Files.writeString(data.resolve(MadeLedger.FILE), "{\"seq\":3,\"line\":\"gl", StandardOpenOption.APPEND);

        // When
        try (MadeLedger ledger = MadeLedger.open(data)) {
            MadePiece next = ledger.append("glaze-1", ORDER, 3, TIME);

            // Then
            assertThat(next.seq()).isEqualTo(3);
            assertThat(ledger.entries()).extracting(MadePiece::unit).containsExactly(1, 2, 3);
        }
    }
}
