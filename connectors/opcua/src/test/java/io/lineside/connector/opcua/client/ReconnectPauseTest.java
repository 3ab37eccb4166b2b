package io.lineside.connector.opcua.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.security.SecuritySettings;
import io.lineside.connector.opcua.security.UserToken;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
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

    @Test
    void refusedUserIsTriedAgainAfterAMinute() {
        // Given
        var security = new LineSecurity(new SecuritySettings(
                true,
                Optional.empty(),
                Optional.empty(),
                new UserToken.Password("operator", "wrong"),
                Optional.empty(),
                "gw-1",
                Clock.systemUTC()));
        var refused = security.explain(new StatusCode(StatusCodes.Bad_IdentityTokenRejected))
                .orElseThrow();
        var pause = new ReconnectPause(() -> 0);
        // Then
        assertThat(pause.after(refused)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause.after(OpcUaException.of("told", refused))).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause.after(new LinkFailure("no receiver"))).isEqualTo(Duration.ofMillis(250));
    }
}
