package io.lineside.gateway.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.notify.webhook.GivenReceiver.Reply;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.Orders;
import io.lineside.model.work.EventType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver that is there is sent. */
class WebhookDeliveryTest {
    private final GivenReceiver shop = new GivenReceiver();
    private WebhookBench bench;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new WebhookBench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
        shop.close();
    }

    @Test
    void everyEventOfEveryOrderArrivesAsTheFeedHasIt() {
        // Given
        bench.order("before");
        bench.become(WebhookBench.at("shop", shop.url()));
        long start = bench.status("shop").kept().position();

        // When
        for (int i = 0; i < 30; i++) {
            bench.order("o" + i);
        }

        // Then
        bench.awaitAll(shop, start);
        List<FeedEvent> feed = bench.feed(start);
        assertThat(shop.requests()).hasSameSizeAs(feed);
        assertThat(shop.requests().stream().map(GivenReceiver.Request::body))
                .containsExactlyInAnyOrderElementsOf(
                        feed.stream().map(CloudEventText::of).toList());
        bench.awaitKept("shop");
        assertThat(bench.status("shop").condition()).isEqualTo(WebhookStatus.Condition.ACTIVE);
    }

    @Test
    void eachRequestIsSignedAndSaysWhatItIs() {
        // Given
        bench.become(WebhookBench.at("shop", shop.url() + "?token=t1"));

        // When
        bench.order("o1");

        // Then
        await().untilAsserted(() -> assertThat(shop.requests()).isNotEmpty());
        var request = shop.requests().get(0);
        assertThat(request.line()).isEqualTo("POST /hooks?token=t1 HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
                .containsEntry("host", "127.0.0.1:" + shop.port())
                .containsEntry("webhook-id", request.id())
                .containsEntry(
                        "webhook-timestamp", Long.toString(bench.clock.instant().getEpochSecond()));
        assertThat(StandardWebhooksTest.verifies(
                        WebhookBench.SECRET,
                        request.id(),
                        request.headers().getOrDefault("webhook-timestamp", ""),
                        request.headers().getOrDefault("webhook-signature", ""),
                        request.body()))
                .isTrue();
        assertThat(request.event().path("specversion").asText()).isEqualTo("1.0");
        assertThat(request.order()).isEqualTo("o1");
    }

    @Test
    void onlyWantedEventsAreSent() {
        // Given
        bench.become(
                WebhookBench.at("shop", shop.url(), Set.of(EventType.ORDER_ACCEPTED), List.of(WebhookBench.SECRET)));

        // When
        bench.order("o1");
        bench.order("o2");

        // Then
        await().untilAsserted(() -> assertThat(shop.requests()).hasSize(2));
        assertThat(shop.requests())
                .allMatch(request -> request.event().path("type").asText().equals("io.lineside.order.accepted.v1"));
    }

    @Test
    void answersThatAreNoSuccessAreFailuresAndRedirectsAreNotFollowed() {
        // Given
        var elsewhere = new GivenReceiver();
        shop.answers(request -> Reply.status(302, "Location: " + elsewhere.url() + "\r\n"));
        bench.become(WebhookBench.at("shop", shop.url()));

        // When
        bench.order("o1");

        // Then
        await().untilAsserted(() ->
                assertThat(bench.status("shop").lastFailure()).contains("answered 302; redirects are not followed"));
        shop.answers(request -> Reply.status(200));
        bench.passUntil(
                Duration.ofSeconds(2), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);
        bench.awaitAll(shop, 0);
        assertThat(elsewhere.requests()).isEmpty();
        elsewhere.close();
    }

    @Test
    void whatAReceiverAnswersIsKeptShortAndHarmless() {
        // Given
        String body = "<script>\n\u0007" + "x".repeat(5_000);
        shop.answers(
                request -> new Reply("HTTP/1.1 500 x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, false));
        bench.become(WebhookBench.at("shop", shop.url()));

        // When
        bench.order("o1");

        // Then
        await().untilAsserted(
                        () -> assertThat(bench.status("shop").lastFailure()).isPresent());
        assertThat(bench.status("shop").lastFailure().orElseThrow())
                .startsWith("answered 500: \\u003cscript\\u003e\\u000a\\u0007xx")
                .hasSizeLessThan(230);
    }

    @Test
    void orderOfWhichAnEventIsRefusedWaitsAndTheOthersPass() {
        // Given
        shop.answers(request -> Reply.status(request.order().equals("bad") ? 500 : 200));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("bad");

        // When
        for (int i = 0; i < 20; i++) {
            bench.order("o" + i);
        }

        // Then
        await().untilAsserted(() -> assertThat(WebhookBench.taken(shop)).hasSize(20));
        long refused = shop.requests().stream()
                .filter(request -> request.order().equals("bad"))
                .map(GivenReceiver.Request::id)
                .distinct()
                .count();
        assertThat(refused).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(bench.status("shop").lateOrders().first()).containsExactly("bad"));
        shop.answers(request -> Reply.status(200));
        bench.passUntil(
                Duration.ofSeconds(2), () -> bench.status("shop").condition() == WebhookStatus.Condition.ACTIVE);
        bench.awaitAll(shop, 0);
    }

    @Test
    void orderWithVeryManyEventsDoesNotFillTheWay() {
        // Given: each event of the big order takes a while.
        shop.answers(request -> request.order().equals("big")
                ? Reply.drip("HTTP/1.1 200 x\r\nContent-Length: 1\r\n\r\n")
                : Reply.status(200));
        bench.become(WebhookBench.hasty("shop", shop.url()));
        now(bench.store.accept(Orders.manyJobs("big", 300)));

        // When
        bench.order("small");

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(WebhookBench.taken(shop).get("small"))
                        .isEqualTo(WebhookBench.byOrder(bench.feed(0)).get("small")));
        shop.answers(request -> Reply.status(200));
        bench.awaitAll(shop, 0);
    }

    @Test
    void receiverThatHangsSlowsNobodyElse() {
        // Given
        var hung = new GivenReceiver().answers(request -> Reply.hang());
        var dripping = new GivenReceiver().answers(request -> Reply.drip("HTTP/1.1 2"));
        bench.become(
                WebhookBench.hasty("hung", hung.url()),
                WebhookBench.hasty("dripping", dripping.url()),
                WebhookBench.at("shop", shop.url()));

        // When
        for (int i = 0; i < 20; i++) {
            bench.order("o" + i);
        }

        // Then
        bench.awaitAll(shop, 0);
        bench.passUntil(
                Duration.ofSeconds(1),
                () -> bench.status("hung").lastFailure().equals(Optional.of("no answer within PT1S")));
        hung.answers(request -> Reply.status(200));
        dripping.answers(request -> Reply.status(200));
        bench.passUntil(
                Duration.ofSeconds(5),
                () -> WebhookBench.taken(hung).equals(WebhookBench.byOrder(bench.feed(0)))
                        && WebhookBench.taken(dripping).equals(WebhookBench.byOrder(bench.feed(0))));
        hung.close();
        dripping.close();
    }

    @Test
    void receiverThatIsGoneIsLeftAloneUntilSomebodyResumesIt() {
        // Given
        shop.answers(request -> Reply.status(410));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("o1");
        await().untilAsserted(
                        () -> assertThat(bench.status("shop").condition()).isEqualTo(WebhookStatus.Condition.STOPPED));
        int asked = shop.requests().size();
        bench.order("o2");
        bench.schedule.pass(Duration.ofHours(2));
        assertThat(shop.requests()).hasSize(asked);

        // When
        shop.answers(request -> Reply.status(200));
        now(bench.webhooks.resume(WebhookBench.TENANT, "shop"));

        // Then
        bench.awaitAll(shop, 0);
        assertThat(bench.status("shop").condition()).isEqualTo(WebhookStatus.Condition.ACTIVE);
    }

    @Test
    void receiverThatWantsToBeLeftAloneIs() {
        // Given
        shop.answers(request -> Reply.status(429, "Retry-After: 600\r\n"));
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("o1");
        await().untilAsserted(
                        () -> assertThat(bench.status("shop").nextAttempt()).isPresent());
        bench.schedule.pass(Duration.ofSeconds(590));
        assertThat(shop.requests()).hasSize(1);

        // When
        shop.answers(request -> Reply.status(200));
        bench.schedule.pass(Duration.ofSeconds(20));

        // Then
        bench.awaitAll(shop, 0);
    }

    @Test
    void everythingAfterATimeIsSentOnceMoreWithTheSameIds() {
        // Given
        bench.become(WebhookBench.at("shop", shop.url()));
        bench.order("o1");
        bench.clock.advance(Duration.ofHours(1));
        Instant since = bench.clock.instant();
        bench.order("o2");
        bench.awaitAll(shop, 0);
        bench.awaitKept("shop");
        int before = shop.requests().size();

        // When
        var replay = now(bench.webhooks.replay(WebhookBench.TENANT, "shop", since));

        // Then
        assertThat(replay).isEqualTo(Webhooks.Replay.BEGUN);
        int again = WebhookBench.byOrder(bench.feed(0))
                .getOrDefault("o2", List.of())
                .size();
        await().untilAsserted(() -> assertThat(shop.requests()).hasSize(before + again));
        assertThat(shop.requests().subList(before, before + again))
                .allMatch(request -> request.order().equals("o2"));
        assertThat(now(bench.webhooks.replay(WebhookBench.TENANT, "shop", 1_000_000)))
                .isEqualTo(Webhooks.Replay.AHEAD);
        assertThat(now(bench.webhooks.replay(WebhookBench.TENANT, "other", 0))).isEqualTo(Webhooks.Replay.UNKNOWN);
    }

    @Test
    void testEventSaysWhetherSomebodyIsThere() {
        // Given
        bench.become(WebhookBench.at("shop", shop.url()));

        // When
        var sent = now(bench.webhooks.test(WebhookBench.TENANT, "shop")).orElseThrow();

        // Then
        assertThat(sent.status()).contains(204);
        assertThat(shop.requests()).singleElement().satisfies(request -> {
            assertThat(request.event().path("type").asText()).isEqualTo("io.lineside.webhook.test.v1");
            assertThat(request.id()).isEqualTo(sent.eventId());
        });
        await().untilAsserted(() -> assertThat(bench.log("shop")).hasSize(1));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return WebhookBench.now(stage);
    }
}
