package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.gateway.notify.webhook.GivenReceiver.Request;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of orders, receivers, gateways that end, and replays: in the end everything has arrived, in order. */
class WebhookHistoriesTest {
    private static final int STEPS = 40;

    private final SettableClock clock = new SettableClock();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everythingArrivesInOrderPerOrderWhateverHappened(long seed, @TempDir Path folder) {
        // Given
        var lot = new Random(seed);
        var bench = new WebhookBench(folder, clock);
        try (var shop = new GivenReceiver()) {
            bench.become(WebhookBench.hasty("shop", shop.url()));
            int orders = 0;

            // When
            for (int step = 0; step < STEPS; step++) {
                switch (lot.nextInt(8)) {
                    case 0, 1, 2 -> bench.order("o" + orders++);
                    case 3 -> WebhookBench.now(bench.store.accept(Orders.manyJobs("o" + orders++, 40)));
                    case 4 -> shop.answers(manner(lot.nextInt(6), lot.nextInt(3)));
                    case 5 -> bench.schedule.pass(Duration.ofSeconds(lot.nextInt(400)));
                    case 6 -> bench = restarted(bench, folder, shop, lot.nextBoolean());
                    default ->
                        WebhookBench.now(
                                bench.webhooks.replay(WebhookBench.TENANT, "shop", lot.nextInt(1 + orders * 4)));
                }
            }
            shop.answers(request -> Reply.status(200));
            WebhookBench last = bench;
            WebhookBench.now(last.webhooks.resume(WebhookBench.TENANT, "shop"));
            List<FeedEvent> feed = last.feed(0);
            last.passUntil(
                    Duration.ofSeconds(10), // so that no order is given up before the test loses its patience
                    () -> WebhookBench.taken(shop).equals(WebhookBench.byOrder(feed))
                            && last.status("shop").condition() == WebhookStatus.Condition.ACTIVE);

            // Then
            assertThat(WebhookBench.taken(shop)).isEqualTo(WebhookBench.byOrder(feed));
            Map<String, String> bodies = new HashMap<>();
            for (Request request : shop.requests()) {
                assertThat(bodies.merge(request.id(), request.body(), (a, b) -> b))
                        .isEqualTo(request.body());
            }
        } finally {
            bench.close();
        }
    }

    /** Refuses every order, or those of a third of the numbers, in one of several ways. */
    private static Function<Request, Reply> manner(int way, int third) {
        Reply bad =
                switch (way) {
                    case 0 -> Reply.status(500);
                    case 1 -> Reply.status(429, "Retry-After: 30\r\n");
                    case 2 -> Reply.drip("HTTP/1.1 2");
                    case 3 -> Reply.status(301, "Location: /elsewhere\r\n");
                    case 4 -> Reply.status(410);
                    default -> Reply.status(200);
                };
        boolean all = third == 0;
        return request -> all || request.order().hashCode() % 3 == 0 ? bad : Reply.status(200);
    }

    private WebhookBench restarted(WebhookBench bench, Path folder, GivenReceiver shop, boolean killed) {
        if (killed) {
            // What is not kept by now never will be.
            bench.store.close();
        }
        bench.close();
        var next = new WebhookBench(folder, clock);
        next.become(WebhookBench.hasty("shop", shop.url()));
        return next;
    }
}
