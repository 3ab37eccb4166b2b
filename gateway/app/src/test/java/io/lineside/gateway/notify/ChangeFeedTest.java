package io.lineside.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.TenantId;
import io.lineside.model.work.EventType;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who follow a tenant's feed on a real store. */
class ChangeFeedTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId BOLT = new TenantId("bolt");
    private static final EquipmentId CUT = new EquipmentId("cut-1");

    @TempDir
    private Path folder;

    private Store store;
    private ChangeFeed feed;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), Clock.systemUTC());
        feed = new ChangeFeed(store);
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

    @Test
    void whatFollowsIsHandedOverByTheThreadThatCommits() {
        // Given one who knows how far the ledger is
        order("o1");
        var known = feed.await(ACME, 0);
        var page = news(known);
        var waiting = feed.await(ACME, page.reached());
        known.end();
        var thread = waiting.news().thenApply(news -> Thread.currentThread().getName());

        // When
        order("o2");

        // Then
        assertThat(now(thread)).isEqualTo("lineside-store-writer");
        assertThat(news(waiting)).isEqualTo(now(store.feed(ACME, page.reached(), 10_000)));
    }

    @Test
    void eachTenantIsToldOfHisOwnOrdersWithTheirNumbers() {
        // Given
        var acme = feed.await(ACME, 0);
        var bolt = feed.await(BOLT, 0);

        // When
        now(store.accept(Orders.of(BOLT, "B-7", Orders.cutThenGlaze("o1"))));
        var told = news(bolt);
        boolean wrong = acme.news().toCompletableFuture().isDone();
        now(store.accept(Orders.of(ACME, "A-7", Orders.cutThenGlaze("o2"))));

        // Then
        assertThat(wrong).isFalse();
        assertThat(told.events()).isEqualTo(now(store.feed(BOLT, 0, 10_000)).events());
        assertThat(told.events()).allMatch(event -> event.externalId().equals(Optional.of("B-7")));
        assertThat(news(acme).events()).allMatch(event -> event.externalId().equals(Optional.of("A-7")));
    }

    @Test
    void orderFromBeforeARestartIsToldOfWithItsNumber() {
        // Given
        now(store.accept(Orders.of(BOLT, "B-7", Orders.cutThenGlaze("o1"))));
        store.close();
        open();
        long reached = now(store.feed(BOLT, 0, 10_000)).reached();
        var waiting = feed.await(BOLT, reached);

        // When
        now(store.claim(CUT, 1));

        // Then
        var page = news(waiting);
        assertThat(page.events())
                .isNotEmpty()
                .isEqualTo(now(store.feed(BOLT, reached, 10_000)).events());
        assertThat(page.events().get(0).externalId()).contains("B-7");
    }

    @Test
    void howeverManyWaitAllAreTold() {
        // Given
        var waiting =
                IntStream.range(0, 200).mapToObj(each -> feed.await(ACME, 0)).toList();

        // When
        order("o1");

        // Then
        var all = now(store.feed(ACME, 0, 10_000)).events();
        assertThat(waiting).allSatisfy(one -> assertThat(news(one).events()).isEqualTo(all));
    }

    @Test
    void whoFollowsWhileOthersOrderGetsWhatTheStoreHasAndNothingTwice() {
        // Given
        int each = 150;
        var followers = Stream.of(ACME, ACME, BOLT, BOLT)
                .map(tenant -> CompletableFuture.supplyAsync(() -> followed(tenant, each)))
                .toList();

        // When orders of both are accepted, some of them in one commit
        List<CompletionStage<?>> orders = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            orders.add(store.accept(Orders.of(ACME, "A-" + i, Orders.cutThenGlaze("a" + i))));
            orders.add(store.accept(Orders.of(BOLT, "B-" + i, Orders.cutThenGlaze("b" + i))));
            if (i % 7 == 0) {
                orders.forEach(ChangeFeedTest::now);
            }
        }

        // Then
        assertThat(now(followers.get(0)))
                .isEqualTo(now(store.feed(ACME, 0, 10_000)).events());
        assertThat(now(followers.get(1)))
                .isEqualTo(now(store.feed(ACME, 0, 10_000)).events());
        assertThat(now(followers.get(2)))
                .isEqualTo(now(store.feed(BOLT, 0, 10_000)).events());
        assertThat(now(followers.get(3)))
                .isEqualTo(now(store.feed(BOLT, 0, 10_000)).events());
    }

    /** What one hears who waits from the beginning until so many orders are released. */
    private List<FeedEvent> followed(TenantId tenant, int orders) {
        List<FeedEvent> heard = new ArrayList<>();
        long reached = 0;
        int released = 0;
        while (released < orders) {
            var waiting = feed.await(tenant, reached);
            var news = now(waiting.news());
            waiting.end();
            var page = news.isPresent() ? news.get() : now(store.feed(tenant, reached, 50));
            heard.addAll(page.events());
            reached = page.reached();
            released += (int) page.events().stream()
                    .filter(event -> event.event().type() == EventType.ORDER_RELEASED)
                    .count();
        }
        return heard;
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
