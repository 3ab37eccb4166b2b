package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.connector.testkit.Ports;
import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.gateway.notify.webhook.GivenReceiver.Request;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.SettableClock;
import io.lineside.gateway.store.WebhookDelivery;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that are away for minutes, hours and days; gateways that end in the middle. */
class WebhookOutageTest {
    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private GivenReceiver shop = new GivenReceiver(Ports.next());
    private WebhookBench bench;

    @BeforeEach
    void open() {
        bench = new WebhookBench(folder, clock);
    }

    @AfterEach
    void close() {
        bench.close();
        shop.close();
    }

    @Test
    void receiverThatIsDownForAnHourGetsEverythingInOrderPerOrder() {
        // Given
        int port = shop.port();
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("before");
        bench.awaitAll(shop, 0);
        bench.awaitKept("shop");
        List<Request> sent = shop.requests();
        shop.close();

        // When
        for (int minute = 0; minute < 60; minute++) {
            bench.order("o" + minute);
            for (int step = 0; step < 6; step++) {
                bench.schedule.pass(Duration.ofSeconds(10));
            }
        }
        assertThat(bench.status("shop").condition()).isEqualTo(WebhookStatus.Condition.FAILING);
        shop = new GivenReceiver(port);
        bench.passUntil(
                Duration.ofSeconds(10), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);

        // Then
        long start = sent.stream()
                .mapToLong(request -> Long.parseLong(request.id()))
                .max()
                .orElseThrow();
        bench.awaitAll(shop, start);
        assertOrdered(shop.requests());
        assertThat(bench.log("shop")).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void hungOrFailingReceiverIsAskedRarelyAndNotByEveryOrder() {
        // Given
        shop.answers(request -> Reply.status(500));
        bench.become(WebhookBench.at("shop", shop.url()));
        for (int i = 0; i < 50; i++) {
            bench.order("o" + i);
        }

        // When
        Instant end = clock.instant().plus(Duration.ofHours(1));
        bench.passUntil(Duration.ofSeconds(10), () -> clock.instant().isAfter(end));

        // Then: at most a first burst, and then what pauses of 2.5 s to 5 min leave room for.
        assertThat(shop.requests()).hasSizeBetween(5, 45);
        shop.answers(request -> Reply.status(200));
        bench.passUntil(
                Duration.ofSeconds(10), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);
        bench.awaitAll(shop, 0);
        assertOrdered(shop.taken());
    }

    @Test
    void receiverThatIsDownForLongerThanADayIsToldWhatItMissed() {
        // Given
        int port = shop.port();
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("before");
        bench.awaitAll(shop, 0);
        bench.awaitKept("shop");
        long start = last(bench.feed(0));
        shop.close();
        for (int i = 0; i < 10; i++) {
            bench.order("old" + i);
        }
        long gone = last(bench.feed(0));
        await().until(() -> bench.status("shop").condition() == WebhookStatus.Condition.FAILING);
        for (int i = 0; i < 300; i++) {
            bench.schedule.pass(Duration.ofMinutes(5));
        }
        bench.order("new");

        // When
        shop = new GivenReceiver(port);
        bench.passUntil(
                Duration.ofSeconds(30), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);

        // Then
        bench.passUntil(Duration.ofSeconds(30), () -> WebhookBench.taken(shop).containsKey("new"));
        await().untilAsserted(() -> assertThat(WebhookBench.taken(shop).get("new"))
                .isEqualTo(WebhookBench.byOrder(bench.feed(0)).get("new")));
        List<JsonNode> gaps = gaps(shop.requests());
        assertThat(gaps).isNotEmpty();
        // What was not delivered is in one of the gaps, of its order or of all.
        for (FeedEvent event : bench.feed(start)) {
            String order = event.event().request().value();
            boolean delivered =
                    WebhookBench.taken(shop).getOrDefault(order, List.of()).contains(Long.toString(event.position()));
            assertThat(delivered || gaps.stream().anyMatch(gap -> covers(gap, order, event.position())))
                    .as("event " + event.position() + " of " + order)
                    .isTrue();
        }
        assertThat(gaps).allMatch(gap -> gap.path("data").path("upTo").asLong() <= gone);
        await().untilAsserted(() -> assertThat(bench.log("shop"))
                .anyMatch(delivery -> delivery.outcome() == WebhookDelivery.Outcome.GIVEN_UP));
    }

    @Test
    void orderThatIsRefusedForADayIsToldAsAGapAndGoesOn() {
        // Given
        shop.answers(request ->
                Reply.status(request.order().equals("bad") && !request.body().contains("gap.v1") ? 422 : 200));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("bad");
        bench.order("good");
        await().until(() -> bench.status("shop").lateOrders().count() == 1);

        // When
        bench.passUntil(Duration.ofMinutes(2), () -> !gaps(shop.taken()).isEmpty());

        // Then
        JsonNode gap = gaps(shop.taken()).get(0);
        assertThat(gap.path("subject").asText()).isEqualTo("bad");
        assertThat(gap.path("data").path("upTo").asLong())
                .isEqualTo(Long.parseLong(
                        lastId(WebhookBench.byOrder(bench.feed(0)).getOrDefault("bad", List.of()))));
        assertThat(WebhookBench.taken(shop).get("good"))
                .isEqualTo(WebhookBench.byOrder(bench.feed(0)).get("good"));
        await().until(() -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);
        assertThat(bench.log("shop").stream().filter(entry -> entry.outcome() == WebhookDelivery.Outcome.FAILED))
                .hasSizeBetween(20, 320);
    }

    @Test
    void gatewayThatIsKilledLosesNothingAndRepeatsOnlyTheSameIds() {
        // Given
        shop.answers(request -> Reply.status(request.order().equals("bad") ? 500 : 200));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("bad");
        for (int i = 0; i < 20; i++) {
            bench.order("o" + i);
        }
        await().until(() -> shop.taken().size() > 20);

        // When: the store keeps nothing that was not kept by now, as after kill -9.
        bench.store.close();
        bench.close();
        bench = new WebhookBench(folder, clock);
        shop.answers(request -> Reply.status(200));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.passUntil(
                Duration.ofSeconds(2), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);

        // Then
        bench.awaitAll(shop, 0);
        Map<String, String> bodies = new HashMap<>();
        for (Request request : shop.requests()) {
            assertThat(bodies.merge(request.id(), request.body(), (a, b) -> b)).isEqualTo(request.body());
        }
    }

    @Test
    void newReceiverBeginsWithWhatHappensFromThenOnAndAChangedOneGoesOnWhereItWas() {
        // Given
        bench.order("before");
        bench.become(WebhookBench.at("shop", shop.url()));
        long start = bench.status("shop").kept().position();
        bench.order("o1");
        bench.awaitAll(shop, start);
        bench.webhooks.become(List.of());
        await().until(() -> bench.webhooks.all().isEmpty());
        bench.order("meanwhile");

        // When
        bench.become(WebhookBench.at("shop", shop.url() + "/new"));

        // Then
        bench.awaitAll(shop, start);
        assertThat(shop.requests().stream().filter(request -> request.order().equals("meanwhile")))
                .isNotEmpty()
                .allMatch(request -> request.line().contains("/hooks/new"));
    }

    @Test
    void receiverIsToldOnceThatTheGatewayWasPutBackFromABackup() throws SQLException {
        // Given: the row that a restore leaves behind.
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("o1");
        bench.awaitAll(shop, 0);
        bench.close();
        try (var file = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("orders.db"));
                var sql = file.createStatement()) {
            sql.executeUpdate(
                    "insert into restore_log select " + clock.millis() + ", max(position) + 1000000 from ledger_event");
        }

        // When
        bench = new WebhookBench(folder, clock);
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("o2");

        // Then
        await().untilAsserted(() -> assertThat(WebhookBench.taken(shop).get("o2"))
                .isEqualTo(WebhookBench.byOrder(bench.feed(0)).getOrDefault("o2", List.of())));
        List<String> types = shop.taken().stream()
                .map(request -> request.event().path("type").asText())
                .toList();
        assertThat(types.stream().filter("io.lineside.feed.restored.v1"::equals))
                .hasSize(1);
        assertThat(types.indexOf("io.lineside.feed.restored.v1"))
                .isEqualTo(WebhookBench.byOrder(bench.feed(0))
                        .getOrDefault("o1", List.of())
                        .size());
    }

    private static void assertOrdered(List<Request> requests) {
        Map<String, Long> last = new HashMap<>();
        for (Request request : requests) {
            long id = Long.parseLong(request.id());
            Long before = last.put(request.order(), id);
            assertThat(before == null || before <= id).as(request.order()).isTrue();
        }
    }

    private static List<JsonNode> gaps(List<Request> requests) {
        List<JsonNode> gaps = new ArrayList<>();
        requests.stream()
                .map(Request::event)
                .filter(event -> event.path("type").asText().equals("io.lineside.feed.gap.v1"))
                .forEach(gaps::add);
        return gaps;
    }

    private static boolean covers(JsonNode gap, String order, long position) {
        JsonNode data = gap.path("data");
        return (!gap.has("subject") || gap.path("subject").asText().equals(order))
                && data.path("after").asLong() < position
                && position <= data.path("upTo").asLong();
    }

    private static long last(List<FeedEvent> events) {
        return events.get(events.size() - 1).position();
    }

    private static String lastId(List<String> ids) {
        return ids.get(ids.size() - 1);
    }
}
