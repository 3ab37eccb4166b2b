package io.lineside.connector.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread, in order, and nobody but the broker waits for it. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DispatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MORE_THAN_IT_TAKES = 1_100;

    private final Dispatcher dispatcher = new Dispatcher("test");
    private final CountDownLatch slowStore = new CountDownLatch(1);
    private final List<Integer> handled = new ArrayList<>();

    @AfterEach
    void close() {
        slowStore.countDown();
        dispatcher.close();
    }

    @Test
    void fullDispatcherHoldsUpNeitherTimersNorLinks() {
        // Given
        CompletableFuture<Void> broker = floodWhileBusy();
        // When
        dispatcher.after(Duration.ofMillis(1), () -> {});
        dispatcher.execute(() -> {});
        // Then: the timeouts of all lines share the JVM's one timer.
        var timeout = new CompletableFuture<String>().completeOnTimeout("on time", 50, TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE).until(timeout::isDone);
        assertThat(broker).isNotDone();
    }

    @Test
    void messagesOfAFloodAreHandledInOrder() {
        // Given
        CompletableFuture<Void> broker = floodWhileBusy();
        // When
        slowStore.countDown();
        // Then
        broker.join();
        CompletableFuture.runAsync(() -> {}, dispatcher).join();
        assertThat(handled)
                .containsExactlyElementsOf(
                        IntStream.range(0, MORE_THAN_IT_TAKES).boxed().toList());
    }

    @Test
    void closedDispatcherLetsGoOfWhoWaits() {
        // Given
        CompletableFuture<Void> broker = floodWhileBusy();
        // When
        dispatcher.close();
        // Then
        assertThat(broker).succeedsWithin(PATIENCE);
    }

    /** Ends when all messages are handed over. */
    private CompletableFuture<Void> floodWhileBusy() {
        var busy = new CountDownLatch(1);
        dispatcher.execute(() -> {
            busy.countDown();
            awaitQuietly(slowStore);
        });
        awaitQuietly(busy);
        var given = new CountDownLatch(1_000);
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < MORE_THAN_IT_TAKES; i++) {
                int message = i;
                dispatcher.message(() -> handled.add(message));
                given.countDown();
            }
        });
        awaitQuietly(given);
        return all;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
