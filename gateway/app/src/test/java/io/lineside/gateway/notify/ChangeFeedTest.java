package io.lineside.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who follow a tenant's feed on a real store. */
class ChangeFeedTest {
    private static final TenantId ACME = new TenantId("acme");

    private Store store;
    private ChangeFeed feed;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), Clock.systemUTC());
        var watch = new OrderWatch();
        store.onCommitted(watch::changed);
        feed = new ChangeFeed(store, watch);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoeverWaitsForTheNextPageBeforeHeEndsTheLastGetsEveryEventOnce() {
        // Given
        List<Long> got = new ArrayList<>();
        var waiting = feed.await(ACME, 0);

        // When each order is committed at another moment of his turn
        for (int i = 0; i < 40; i++) {
            order("while he waits " + i);
            var page = news(waiting);
            order("before he waits again " + i);
            page.events().forEach(event -> got.add(event.position()));
            var next = feed.await(ACME, page.reached());
            order("before he ends the last waiting " + i);
            waiting.end();
            waiting = next;
        }
        long last = now(store.feed(ACME, 0, 10_000)).last();
        while (got.get(got.size() - 1) < last) {
            var page = news(waiting);
            page.events().forEach(event -> got.add(event.position()));
            waiting.end();
            waiting = feed.await(ACME, page.reached());
        }
        waiting.end();

        // Then
        assertThat(got).isEqualTo(positions(now(store.feed(ACME, 0, 10_000))));
        assertThat(feed.waiters()).isZero();
    }

    @Test
    void whoeverComesLaterIsToldAtOnceWhatTheOthersWereTold() {
        // Given
        var first = feed.await(ACME, 0);
        order("o1");
        var told = news(first);

        // When
        var second = feed.await(ACME, told.events().get(0).position());

        // Then
        assertThat(news(second).events())
                .isEqualTo(told.events().subList(1, told.events().size()));
    }

    @Test
    void whoeverIsFurtherBehindThanTheFeedGoesBackReadsForHimself() {
        // Given
        order("o1");
        long reached = now(store.feed(ACME, 0, 10_000)).reached();
        var other = feed.await(ACME, reached);

        // When
        var behind = feed.await(ACME, 0);

        // Then
        assertThat(now(behind.news())).isEmpty();
        assertThat(other.news().toCompletableFuture()).isNotDone();
    }

    private void order(String id) {
        now(store.accept(Orders.cutThenGlaze(id.replace(' ', '-'))));
    }

    private static FeedPage news(Waiting waiting) {
        Optional<FeedPage> news = now(waiting.news());
        return news.orElseThrow();
    }

    private static List<Long> positions(FeedPage page) {
        return page.events().stream().map(FeedEvent::position).toList();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
