package io.lineside.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoalTableTest {
    private final GoalTable table =
            new GoalTable(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @Test
    void aGoalIsMetWhereTheFigureIsOnTheRightSideOfItsAim() {
        // When
        table.atLeast("P1", "orders", 2_600, "orders/s", 2_500);
        table.atMost("P2", "CPU", 412.7, "us", 400);

        // Then
        assertThat(table.markdown())
                .endsWith(
                        """
                        | P1 | orders | 2,600 orders/s | >= 2,500 orders/s | 1.04 | yes |
                        | P2 | CPU | 413 us | <= 400 us | 1.03 | no |
                        """);
    }

    @Test
    void whatWasNotMeasuredIsNotMet() {
        // When
        table.atMost("P4", "p99", new Latencies().p99(), "ms", 6);
        table.atLeast("P3", "share", Double.NaN, "", 0.25);

        // Then
        assertThat(table.markdown())
                .contains("| P4 | p99 | not measured | <= 6 ms |  | no |")
                .contains("| P3 | share | not measured | >= 0.25 |  | no |");
    }

    @Test
    void aPhaseThatFailedIsARowOfItsOwn() {
        // When
        table.failed("lines", new IllegalStateException("only 3 of 5|6 lines connected"));

        // Then
        assertThat(table.markdown())
                .contains(
                        "|  | phase lines | failed: java.lang.IllegalStateException: only 3 of 5/6 lines connected |  |  | no |");
    }
}
