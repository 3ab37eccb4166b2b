package io.lineside.connector.opcua.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lineside.connector.opcua.client.LinkFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InFlightTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final InFlight inFlight = new InFlight(1);
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void requestAboveTheLimitIsSentWhenAnotherIsAnswered() {
        // Given
        CompletableFuture<String> one = inFlight.run(() -> first, LONG);
        CompletableFuture<String> other = inFlight.run(this::answered, LONG);
        assertThat(sent).hasValue(0);
        // When
        first.complete("first");
        // Then
        assertThat(one.join()).isEqualTo("first");
        assertThat(other.join()).isEqualTo("second");
    }

    @Test
    void requestThatWaitedTooLongIsNeverSent() {
        // Given
        CompletableFuture<String> one = inFlight.run(() -> first, LONG);
        // When
        CompletableFuture<String> late = inFlight.run(this::answered, Duration.ofMillis(20));
        // Then
        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LinkFailure.class)
                .hasMessageContaining("has not answered 1 requests before this one");
        first.complete("first");
        assertThat(one.join()).isEqualTo("first");
        assertThat(sent).hasValue(0);
    }

    @Test
    void placeOfAFailedRequestIsFreeAgain() {
        // Given
        CompletableFuture<String> one = inFlight.run(() -> first, LONG);
        first.completeExceptionally(new LinkFailure("gone"));
        // When
        CompletableFuture<String> other = inFlight.run(this::answered, LONG);
        // Then
        assertThat(one).isCompletedExceptionally();
        assertThat(other.join()).isEqualTo("second");
    }

    private CompletableFuture<String> answered() {
        sent.incrementAndGet();
        return CompletableFuture.completedFuture("second");
    }
}
