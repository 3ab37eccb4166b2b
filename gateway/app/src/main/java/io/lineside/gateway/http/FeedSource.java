package io.lineside.gateway.http;

import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.notify.Waiting;
import io.lineside.gateway.store.FeedPage;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What one stream reads: page after page, and then what comes. Confined to the stream's event loop. */
sealed interface FeedSource {
    int PAGE = 200;

    /** What is after a position. */
    CompletionStage<FeedPage> page(long after);

    /** Completes once there is something after the position that the last page reached, with it or with nothing. */
    CompletionStage<Optional<FeedPage>> news(long reached);

    /** Ends the waiting. */
    void end();

    /** All orders of a tenant. */
    final class OfTenant implements FeedSource {
        private final ChangeFeed feed;
        private final TenantId tenant;
        private @Nullable Waiting waiting;

        OfTenant(ChangeFeed feed, TenantId tenant) {
            this.feed = feed;
            this.tenant = tenant;
        }

        @Override
        public CompletionStage<FeedPage> page(long after) {
            return feed.after(tenant, after, PAGE);
        }

        @Override
        public CompletionStage<Optional<FeedPage>> news(long reached) {
            // Before the last waiting ends: else the tenant's feed may be forgotten in between, and is read anew.
            Waiting next = feed.await(tenant, reached);
            end();
            waiting = next;
            return next.news();
        }

        @Override
        public void end() {
            if (waiting != null) {
                waiting.end();
            }
        }
    }

    /** One order. */
    final class OfOrder implements FeedSource {
        private final ChangeFeed feed;
        private final OrderWatch watch;
        private final TenantId tenant;
        private final WorkRequestId order;
        private CompletableFuture<Void> change = new CompletableFuture<>();

        OfOrder(ChangeFeed feed, OrderWatch watch, TenantId tenant, WorkRequestId order) {
            this.feed = feed;
            this.watch = watch;
            this.tenant = tenant;
            this.order = order;
        }

        /** The watch starts before the read, so that no change falls between them. */
        @Override
        public CompletionStage<FeedPage> page(long after) {
            end();
            change = watch.next(order);
            return feed.after(tenant, order, after, PAGE);
        }

        @Override
        public CompletionStage<Optional<FeedPage>> news(long reached) {
            return change.thenApply(changed -> Optional.empty());
        }

        @Override
        public void end() {
            watch.leave(order, change);
        }
    }
}
