package io.lineside.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void afterARestSoManyMayComeAtOnce() {
        // Given
        var allowance = new Allowance(5, 0);
        // When
        long granted = IntStream.range(0, 20)
                .filter(i -> allowance.take(2, 5, 0).granted())
                .count();
        // Then
        assertThat(granted).isEqualTo(5);
        assertThat(allowance.take(2, 5, 0).waitSeconds()).isEqualTo(1);
    }

    @Test
    void inTheLongRunItIsSoManyEachSecond() {
        // Given
        var allowance = new Allowance(5, 0);
        // When
        long granted = IntStream.range(0, 1_000)
                .filter(i -> allowance.take(2, 5, i * SECOND / 10).granted())
                .count();
        // Then
        assertThat(granted).isBetween(203L, 206L);
    }

    @Test
    void restGivesNoMoreThanTheBurst() {
        // Given
        var allowance = new Allowance(5, 0);
        // When
        var first = allowance.take(2, 5, 1_000 * SECOND);
        // Then
        assertThat(first.left()).isEqualTo(4);
    }

    @Test
    void otherLimitsCountFromTheNextRequest() {
        // Given
        var allowance = new Allowance(1_000, 0);
        // When
        var answer = allowance.take(1, 10, 0);
        // Then
        assertThat(answer.left()).isEqualTo(9);
    }
}
