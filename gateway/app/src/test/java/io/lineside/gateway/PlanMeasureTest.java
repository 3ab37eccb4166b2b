package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.bench.PlanMeasure;
import io.lineside.model.work.PlannedJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The measure itself works, and the large order that it plans is all there. Once by itself;
 * {@code -Dlineside.test.measure=200} is worth reading. Times are printed and never judged.
 */
class PlanMeasureTest {
    private static final int ROUNDS = Integer.getInteger("lineside.test.measure", 1);

    @Test
    void tenThousandPiecesInFiveHundredVariants(@TempDir Path folder) throws Exception {
        // When
        var plan = PlanMeasure.measure(System.out, folder, ROUNDS);

        // Then
        Map<String, Integer> pieces = plan.jobs().stream()
                .collect(Collectors.groupingBy(PlannedJob::operation, Collectors.summingInt(job -> job.order()
                        .quantity())));
        assertThat(pieces).isEqualTo(Map.of("glaze", PlanMeasure.PIECES, "pack", PlanMeasure.PIECES));
        assertThat(plan.jobs()).hasSize(1_000);
    }
}
