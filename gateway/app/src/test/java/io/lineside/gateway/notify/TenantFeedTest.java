package io.lineside.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.FeedCommit;
import io.lineside.gateway.store.FeedPage;
import io.lineside.gateway.store.Orders;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that is told of some commits of a real store, and not of others. */
class TenantFeedTest {
    private static final TenantId ACME = new TenantId("acme");

    @Test
    void whatNoCommitToldOfIsReadAndWhatIsToldLateIsNotTakenTwice(@TempDir Path folder) {
        try (var store = Store.open(folder.resolve("orders.db"), new OrderRules(), Clock.systemUTC())) {
            // Given a feed that knows the first order
            List<FeedCommit> commits = new CopyOnWriteArrayList<>();
            store.onFed(commits::add);
            now(store.accept(Orders.cutThenGlaze("o1")));
            var feed = new TenantFeed(store, ACME, 0);
            long known = news(waiting(feed, 0)).reached();
            var waiting = waiting(feed, known);

            // When it hears of the third and not of the second, and of that later
            now(store.accept(Orders.cutThenGlaze("o2")));
            now(store.accept(Orders.cutThenGlaze("o3")));
            feed.committed(commits.get(2));
            var told = news(waiting);
            feed.committed(commits.get(1));
            feed.committed(commits.get(2));

            // Then
            var kept = now(store.feed(ACME, known, 10_000)).events();
            assertThat(told.events()).isEqualTo(kept);
            assertThat(news(waiting(feed, known)).events()).isEqualTo(kept);
        }
    }

    private static Waiting waiting(TenantFeed feed, long position) {
        var waiting = new Waiting(position);
        feed.add(waiting);
        feed.follow(waiting);
        return waiting;
    }

    private static FeedPage news(Waiting waiting) {
        return now(waiting.news()).orElseThrow();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
