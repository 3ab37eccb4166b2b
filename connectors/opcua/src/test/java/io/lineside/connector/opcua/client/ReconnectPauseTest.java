package io.lineside.connector.opcua.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.connector.opcua.security.LineSecurity;
import io.lineside.connector.opcua.security.SecuritySettings;
import io.lineside.connector.opcua.security.UserToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.junit.jupiter.api.Test;

final class ReconnectPauseTest {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private final Throwable silence = new LinkFailure("no receiver");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    @Test
    void pauseGrowsFromAQuarterSecondToTheLongest() {
        // Given
        ReconnectPause pause = pause(() -> 0);
        // When
        List<Duration> pauses =
                Stream.generate(() -> pause.afterFailure(silence)).limit(7).toList();
        // Then
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void firstPauseIsNoLongerThanTheLongest() {
        // Given
        var pause = new ReconnectPause(Duration.ofMillis(100), now::get, () -> 0);
        // Then
        assertThat(pause.afterFailure(silence)).isEqualTo(Duration.ofMillis(100));
        assertThat(pause.afterFailure(silence)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void chanceTakesAwayUpToHalf() {
        assertThat(pause(() -> 1).afterFailure(silence)).isEqualTo(Duration.ofMillis(125));
    }

    @Test
    void afterAGoodConnectionThePauseIsShortAgain() {
        // Given
        ReconnectPause pause = pause(() -> 0);
        pause.afterFailure(silence);
        pause.afterFailure(silence);
        pause.connected();
        now.set(Instant.EPOCH.plusSeconds(11));
        // Then
        assertThat(pause.afterLoss()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void connectionThatBreaksAtOnceDoesNotMakeThePauseShortAgain() {
        // Given
        ReconnectPause pause = pause(() -> 0);
        pause.afterFailure(silence);
        pause.afterFailure(silence);
        pause.connected();
        now.set(Instant.EPOCH.plusSeconds(2));
        // Then
        assertThat(pause.afterLoss()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void failedAttemptsAndPauseAreToldUntilTheConnectionIsUp() {
        // Given
        ReconnectPause pause = pause(() -> 0);
        pause.connected();
        pause.afterLoss();
        assertThat(pause.failedAttempts()).isZero();
        assertThat(pause.current()).isEqualTo(Duration.ofMillis(250));
        pause.afterFailure(silence);
        pause.afterFailure(silence);
        assertThat(pause.failedAttempts()).isEqualTo(2);
        assertThat(pause.current()).isEqualTo(Duration.ofSeconds(1));
        // When
        pause.connected();
        // Then
        assertThat(pause.failedAttempts()).isZero();
        assertThat(pause.current()).isZero();
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
        ReconnectPause pause = pause(() -> 0);
        // Then
        assertThat(pause.afterFailure(refused)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause.afterFailure(OpcUaException.of("told", refused))).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause.afterFailure(silence)).isEqualTo(Duration.ofMillis(250));
    }

    private ReconnectPause pause(DoubleSupplier random) {
        return new ReconnectPause(LONGEST, now::get, random);
    }
}
