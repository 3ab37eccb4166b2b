package io.lineside.connector.mqtt.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void pausesGrowFromAQuarterSecondToFiveSeconds(long seed) {
        // Given
        var backoff = new Backoff(LinkTimings.STANDARD, new Random(seed));
        // When
        var pauses = IntStream.range(0, 100).mapToObj(i -> backoff.next()).toList();
        // Then
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
        assertThat(pauses.subList(5, 100))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5)));
    }

    @Test
    void steadyConnectionStartsOver() {
        // Given
        var backoff = new Backoff(LinkTimings.STANDARD, new Random(1));
        IntStream.range(0, 10).forEach(i -> backoff.next());
        // When
        backoff.reset();
        // Then
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void takenOverClientWaitsLong() {
        // Given
        var backoff = new Backoff(LinkTimings.STANDARD, new Random(1));
        // When
        var pauses =
                IntStream.range(0, 10).mapToObj(i -> backoff.afterTakeOver()).toList();
        // Then
        assertThat(pauses.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(pauses.get(9)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
