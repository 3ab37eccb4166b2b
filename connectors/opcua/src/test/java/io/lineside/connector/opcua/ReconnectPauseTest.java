package io.lineside.connector.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReconnectPauseTest {
    @Test
    void pauseGrowsFromAQuarterSecondToFiveSeconds() {
        // Given
        var pause = new ReconnectPause(() -> 0);
        // When
        List<Duration> pauses = Stream.generate(pause::next).limit(7).toList();
        // Then
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void chanceTakesAwayUpToHalf() {
        assertThat(new ReconnectPause(() -> 1).next()).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void afterAGoodLinkThePauseIsShortAgain() {
        // Given
        var pause = new ReconnectPause(() -> 0);
        pause.next();
        pause.next();
        // When
        pause.reset();
        // Then
        assertThat(pause.next()).isEqualTo(Duration.ofMillis(250));
    }
}
