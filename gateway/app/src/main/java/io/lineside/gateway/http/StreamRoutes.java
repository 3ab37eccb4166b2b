package io.lineside.gateway.http;

import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * {@code /v1/events} and {@code /v1/orders/{id}/events}: the feed as server-sent events (WHATWG HTML, 9.2), with the same
 * cursor as {@code /v1/changes}. Confined to Vert.x event loops.
 */
final class StreamRoutes {
    private static final Pattern CURSOR = Pattern.compile("latest|[0-9]{1,18}");

    private final Store store;
    private final ChangeFeed feed;
    private final OrderWatch watch;
    private final Ends ends;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * What ends a stream.
     *
     * @param drain how long its reader may take nothing
     * @param credentials what lets its reader in
     */
    record Ends(Duration drain, CredentialWatch credentials) {}

    StreamRoutes(Store store, ChangeFeed feed, OrderWatch watch, Ends ends) {
        this.store = store;
        this.feed = feed;
        this.watch = watch;
        this.ends = ends;
    }

    void bindTo(ContractRouter router) {
        router.bind(
                        "streamEvents",
                        context -> stream(
                                context,
                                new FeedSource.OfTenant(feed, Caller.of(context).tenant())))
                .bind("streamOrderEvents", this::ofOrder);
    }

    /** How many read a stream right now. */
    int open() {
        return open.get();
    }

    private void ofOrder(RoutingContext context) {
        String id = context.pathParam("id");
        if (!OrderRoutes.ORDER_ID.matcher(id).matches()) {
            OrderRoutes.notFound(context, id);
            return;
        }
        var order = new WorkRequestId(id);
        TenantId tenant = Caller.of(context).tenant();
        OrderRoutes.respond(context, store.tenantOf(order), owner -> {
            if (owner.filter(tenant::equals).isPresent()) {
                stream(context, new FeedSource.OfOrder(feed, watch, tenant, order));
            } else {
                OrderRoutes.notFound(context, id);
            }
        });
    }

    private void stream(RoutingContext context, FeedSource source) {
        // A browser that reconnects sends the last id that it got, and the address it began with.
        String cursor = Optional.ofNullable(context.request().getHeader("Last-Event-ID"))
                .or(() -> context.queryParam("after").stream().findFirst())
                .orElse("0");
        if (!CURSOR.matcher(cursor).matches()) {
            String detail = "Last-Event-ID must be the id of an event of this stream, or " + Cursors.LATEST + "; was "
                    + (cursor.length() > 80 ? cursor.substring(0, 80) : cursor);
            Problem.of(400, "bad-header", "Bad header", detail).answer(context);
            return;
        }
        long after = Cursors.position(cursor);
        OrderRoutes.respond(context, source.page(after), page -> {
            long from = after == Long.MAX_VALUE ? page.last() : after;
            if (Cursors.isForeign(page, from)) {
                Cursors.foreign(context);
                return;
            }
            if (!EventStream.isOnlyHead(context)) {
                open.incrementAndGet();
                context.addEndHandler(left -> open.decrementAndGet());
                var stream = new EventStream(context, source, ends.drain());
                ends.credentials().hold(context, stream::unauthorized);
                stream.start(from);
            }
        });
    }
}
