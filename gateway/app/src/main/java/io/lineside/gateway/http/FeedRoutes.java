package io.lineside.gateway.http;

import io.lineside.gateway.notify.ChangeFeed;
import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.notify.Waiting;
import io.lineside.gateway.store.FeedPage;
import io.lineside.model.TenantId;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** {@code /v1/changes}: what happened to all orders of a platform, in one poll. Confined to Vert.x event loops. */
final class FeedRoutes {
    private static final int DEFAULT_PAGE = 100;

    private final ChangeFeed feed;
    private final CredentialWatch credentials;

    FeedRoutes(ChangeFeed feed, CredentialWatch credentials) {
        this.feed = feed;
        this.credentials = credentials;
    }

    void bindTo(ContractRouter router) {
        router.bind("readChanges", this::changes);
    }

    private void changes(RoutingContext context) {
        int limit = (int) OrderRoutes.number(context, "limit", DEFAULT_PAGE);
        long after = context.queryParam("after").stream()
                .findFirst()
                .map(Cursors::position)
                .orElse(0L);
        OptionalInt wait = Preference.wait(context.request().headers().getAll("Prefer"));
        wait.ifPresent(seconds -> context.response().putHeader("Preference-Applied", "wait=" + seconds));
        TenantId tenant = Caller.of(context).tenant();
        OrderRoutes.respond(context, feed.after(tenant, after, limit), page -> {
            if (after == Long.MAX_VALUE) {
                show(context, none(page.last()));
            } else if (Cursors.isForeign(page, after)) {
                Cursors.foreign(context);
            } else if (page.events().isEmpty() && page.restored().isEmpty() && wait.orElse(0) > 0) {
                await(context, page.reached(), wait.getAsInt(), limit);
            } else {
                show(context, page);
            }
        });
    }

    private void await(RoutingContext context, long reached, int seconds, int limit) {
        TenantId tenant = Caller.of(context).tenant();
        credentials.hold(context, () -> Doorkeeper.unknown(context, LongPoll.OVER));
        Waiting waiting = feed.await(tenant, reached);
        long timer = context.vertx().setTimer(seconds * 1000L, late -> show(context, none(reached)));
        context.addEndHandler(over -> {
            context.vertx().cancelTimer(timer);
            waiting.end();
        });
        OrderRoutes.respond(context, waiting.news(), news -> {
            if (context.response().ended()) {
                return;
            }
            if (news.isPresent()) {
                show(context, news.get().first(limit));
            } else {
                OrderRoutes.respond(context, feed.after(tenant, reached, limit), page -> show(context, page));
            }
        });
    }

    private static FeedPage none(long reached) {
        return new FeedPage(List.of(), reached, false, reached, Optional.empty());
    }

    private static void show(RoutingContext context, FeedPage page) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        String events = page.events().stream().map(CloudEventText::of).collect(Collectors.joining(","));
        String restored =
                page.restored().map(time -> ",\"restoredAt\":\"" + time + "\"").orElse("");
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end("{\"events\":[" + events + "],\"cursor\":\"" + page.reached() + "\",\"more\":" + page.more()
                        + restored + "}");
    }
}
