package io.lineside.simulator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a line keeps jobs that are over. */
class RetentionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void beyondTheNumberKeptTheOneThatEndedFirstIsForgotten(@TempDir Path data) {
        try (TestLine line = TestLine.started(data, new Retention(1, Optional.empty(), false))) {
            // Given
            line.store(Command.STORE_AND_START, "J-1", 1);
            line.timer.fire();
            line.now = line.now.plusSeconds(1);
            line.store(Command.STORE_AND_START, "J-2", 1);

            // When
            line.timer.fire();

            // Then
            assertThat(line.forgotten).containsExactly("J-1");
            assertThat(line.jobs.jobs())
                    .extracting(job -> job.order().jobOrderId())
                    .containsExactly("J-2");
        }
    }

    @Test
    void aResponseIsForgottenWhenItsTimeIsOver(@TempDir Path data) {
        try (TestLine line = TestLine.started(data, new Retention(10, Optional.of(HOUR), false))) {
            // Given
            line.store(Command.STORE_AND_START, "J-1", 1);
            line.timer.fire();
            boolean keptUntilThen = line.jobs.job("J-1").isPresent();

            // When
            line.now = line.now.plus(HOUR);
            line.timer.fire();

            // Then
            assertThat(keptUntilThen).isTrue();
            assertThat(line.jobs.jobs()).isEmpty();
        }
    }

    @Test
    void whatExpiredWhileTheLineWasDownIsForgottenAtItsStart(@TempDir Path data) {
        // Given
        try (TestLine killed = TestLine.started(data)) {
            killed.store(Command.STORE_AND_START, "J-1", 1);
            killed.timer.fire();
        }

        // When
        try (TestLine line = TestLine.started(data, new Retention(0, Optional.empty(), false))) {

            // Then
            assertThat(line.jobs.jobs()).isEmpty();
        }
    }

    @Test
    void aJobThatClearsItselfLeavesTheListButNotTheResponses(@TempDir Path data) {
        try (TestLine line = TestLine.started(data, new Retention(10, Optional.empty(), true))) {
            // Given
            line.store(Command.STORE_AND_START, "J-1", 1);

            // When
            line.timer.fire();
            Reply clear = line.jobs.command(Command.CLEAR, "J-1");
            Reply again = line.store(Command.STORE_AND_START, "J-1", 1);

            // Then
            assertThat(line.jobs.orders()).isEmpty();
            assertThat(line.jobs.job("J-1")).isPresent();
            assertThat(clear.status()).isEqualTo(ReturnStatus.UNKNOWN_JOB_ORDER_ID);
            assertThat(again.status()).isEqualTo(ReturnStatus.UNABLE_TO_ACCEPT);
        }
    }
}
