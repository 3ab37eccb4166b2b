package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.Network;
import io.lineside.config.WebhookConfig;
import io.lineside.config.WebhookUrl;
import io.lineside.config.source.Position;
import io.lineside.config.source.Secret;
import io.lineside.gateway.http.courier.WebhookClient;
import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.SettableClock;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Webhooks on a real store and real sockets, with a clock that the test moves. */
final class WebhookBench implements AutoCloseable {
    static final TenantId TENANT = new TenantId("acme");
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final SettableClock clock;
    final SteppedSchedule schedule;
    final Store store;
    final Webhooks webhooks;
    private final SystemNames names = new SystemNames();
    private final WebhookClient client = new WebhookClient();

    WebhookBench(Path folder) {
        this(folder, new SettableClock());
    }

    WebhookBench(Path folder, SettableClock clock) {
        this.clock = clock;
        schedule = new SteppedSchedule(clock);
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), clock);
        webhooks = new Webhooks(
                new Tools(new ChangeFeed(store), store.webhooks(), schedule, clock, names, client), new Random(7));
    }

    /** A receiver at a URL, on this machine, with what is usual. */
    static WebhookConfig at(String id, String url) {
        return at(id, url, EnumSet.allOf(EventType.class), List.of(SECRET));
    }

    /** The same for a receiver that shall be too slow. */
    static WebhookConfig hasty(String id, String url) {
        return at(id, url, EnumSet.allOf(EventType.class), List.of(SECRET), Duration.ofSeconds(1));
    }

    static WebhookConfig at(String id, String url, Set<EventType> events, List<String> secrets) {
        return at(id, url, events, secrets, PATIENCE);
    }

    private static WebhookConfig at(
            String id, String url, Set<EventType> events, List<String> secrets, Duration timeout) {
        return new WebhookConfig(
                id,
                TENANT,
                WebhookUrl.parse(url),
                secrets.stream().map(Secret::new).toList(),
                events,
                new WebhookConfig.Reach(List.of(Network.parse("127.0.0.0/8")), true, Optional.empty()),
                timeout,
                4,
                Duration.ofDays(1),
                Position.startOf(Path.of("platforms.yaml")));
    }

    /** Sends to these receivers; returns when each is open. */
    void become(WebhookConfig... configs) {
        webhooks.become(List.of(configs));
        await().atMost(PATIENCE).until(() -> webhooks.all().stream()
                .map(Webhooks.Seen::config)
                .toList()
                .containsAll(List.of(configs)));
    }

    /** Has an order accepted, which is three events or more. */
    void order(String id) {
        now(store.accept(Orders.cutThenGlaze(id)));
    }

    /** Lets time pass in steps until a condition holds. */
    void passUntil(Duration step, BooleanSupplier holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            schedule.pass(step);
            return holds.getAsBoolean();
        });
    }

    WebhookStatus status(String id) {
        return webhooks.find(TENANT, id).orElseThrow().status();
    }

    List<WebhookDelivery> log(String id) {
        return now(webhooks.deliveries(TENANT, id, Long.MAX_VALUE, 1_000));
    }

    /** Every event of the tenant after a position. */
    List<FeedEvent> feed(long after) {
        return now(store.feed(TENANT, after, 100_000)).events();
    }

    /** The ids of these events as receivers see them, by order and in the order of the feed. */
    static Map<String, List<String>> byOrder(List<FeedEvent> events) {
        Map<String, List<String>> ids = new HashMap<>();
        events.forEach(event -> ids.computeIfAbsent(event.event().request().value(), of -> new ArrayList<>())
                .add(Long.toString(event.position())));
        return ids;
    }

    /** The same of what a receiver took, each once. */
    static Map<String, List<String>> taken(GivenReceiver receiver) {
        Map<String, List<String>> ids = new HashMap<>();
        for (var request : receiver.taken()) {
            List<String> of = ids.computeIfAbsent(request.order(), order -> new ArrayList<>());
            if (!of.contains(request.id())) {
                of.add(request.id());
            }
        }
        return ids;
    }

    /** Waits until a receiver took all events after a position, each order's in their order. */
    void awaitAll(GivenReceiver receiver, long after) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken(receiver)).isEqualTo(byOrder(feed(after))));
    }

    /** Waits until it is kept that a receiver took everything, so that nothing of it is sent again. */
    void awaitKept(String id) {
        List<FeedEvent> all = feed(0);
        await().atMost(PATIENCE)
                .until(() ->
                        status(id).kept().position() == all.get(all.size() - 1).position());
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        webhooks.close();
        client.close();
        names.close();
        schedule.close();
        store.close();
    }
}
