package io.lineside.gateway.http;

import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.store.AuditEntry;
import io.lineside.gateway.store.AuditRow;
import io.lineside.gateway.store.AuditStore;
import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.model.TenantId;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code /v1/webhooks}: how the receivers of a tenant are, and what can be done about it; on the management port the same
 * for those of all. Confined to Vert.x event loops.
 */
final class WebhookRoutes {
    private static final int DEFAULT_PAGE = 50;

    private static final int LARGEST_BODY = 10_000;

    private final Webhooks webhooks;
    private final AuditStore audit;
    private final Side side;

    /** Whose receivers a request is about, and who sent it. */
    private record Side(Function<RoutingContext, Optional<TenantId>> tenant, Function<RoutingContext, String> who) {}

    private WebhookRoutes(Webhooks webhooks, AuditStore audit, Side side) {
        this.webhooks = webhooks;
        this.audit = audit;
        this.side = side;
    }

    /** Those of the caller. */
    static WebhookRoutes ofPlatforms(Webhooks webhooks, AuditStore audit) {
        return new WebhookRoutes(
                webhooks,
                audit,
                new Side(
                        context -> Optional.of(Caller.of(context).tenant()),
                        context -> Caller.of(context).credential().name()));
    }

    /** Those of the tenant that the path names. */
    static WebhookRoutes ofPlant(Webhooks webhooks, AuditStore audit) {
        return new WebhookRoutes(
                webhooks, audit, new Side(context -> tenant(context.pathParam("tenant")), ManagementGuard::who));
    }

    private static Optional<TenantId> tenant(String name) {
        try {
            return Optional.of(new TenantId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void bindTo(ContractRouter router) {
        router.bind("listWebhooks", this::list)
                .bind("readWebhook", context -> with(context, seen -> send(context, 200, WebhookJson.webhook(seen))))
                .bind("listDeliveries", context -> with(context, seen -> deliveries(context, seen)))
                .bind("replayWebhook", context -> with(context, seen -> replay(context, seen)))
                .bind("resumeWebhook", context -> with(context, seen -> resume(context, seen)))
                .bind("testWebhook", context -> with(context, seen -> test(context, seen)));
    }

    /** As {@link #bindTo}, on the management port, where every receiver is named with its tenant. */
    void bindTo(ContractRouter router, BodyDeadline deadline) {
        List<Handler<RoutingContext>> reading =
                List.of(deadline::watch, BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        router.bind("listAllWebhooks", this::listAll)
                .bind("listAnyDeliveries", context -> with(context, seen -> deliveries(context, seen)))
                .bind("replayAnyWebhook", reading, context -> with(context, seen -> replay(context, seen)))
                .bind("resumeAnyWebhook", context -> with(context, seen -> resume(context, seen)))
                .bind("testAnyWebhook", context -> with(context, seen -> test(context, seen)));
    }

    private void list(RoutingContext context) {
        var all = new JsonArray();
        webhooks.of(side.tenant().apply(context).orElseThrow()).forEach(seen -> all.add(WebhookJson.webhook(seen)));
        send(context, 200, new JsonObject().put("webhooks", all));
    }

    private void listAll(RoutingContext context) {
        var all = new JsonArray();
        webhooks.all()
                .forEach(seen -> all.add(WebhookJson.webhook(seen)
                        .put("tenant", seen.config().tenant().value())));
        send(context, 200, new JsonObject().put("webhooks", all));
    }

    /** Finds the receiver of the path among the caller's, or answers that there is none. */
    private void with(RoutingContext context, Consumer<Webhooks.Seen> use) {
        side.tenant()
                .apply(context)
                .flatMap(whose -> webhooks.find(whose, context.pathParam("id")))
                .ifPresentOrElse(use, () -> unknown(context));
    }

    private void deliveries(RoutingContext context, Webhooks.Seen seen) {
        int limit = (int) OrderRoutes.number(context, "limit", DEFAULT_PAGE);
        long before = OrderRoutes.number(context, "cursor", Long.MAX_VALUE);
        String id = seen.config().id();
        OrderRoutes.respond(context, webhooks.deliveries(seen.config().tenant(), id, before, limit + 1), found -> {
            List<WebhookDelivery> page = found.subList(0, Math.min(limit, found.size()));
            var entries = new JsonArray();
            page.forEach(entry -> entries.add(WebhookJson.delivery(entry)));
            var body = new JsonObject().put("deliveries", entries);
            if (found.size() > limit) {
                body.put(
                        "next",
                        context.request().path() + "?limit=" + limit + "&cursor="
                                + page.get(limit - 1).seq());
            }
            send(context, 200, body);
        });
    }

    private void replay(RoutingContext context, Webhooks.Seen seen) {
        Bodies.read(context, body -> {
            ReplayWish wish = ReplayWish.read(body);
            if (wish instanceof ReplayWish.Unreadable unreadable) {
                Problem.of(400, "bad-json", "Body is not JSON", unreadable.detail())
                        .answer(context);
            } else if (wish instanceof ReplayWish.Faulty faulty) {
                refused(context, faulty.causes());
            } else {
                OrderRoutes.respond(
                        context,
                        audited(context, seen, "webhook-replayed").thenCompose(kept -> begin(seen, wish)),
                        outcome -> answer(context, seen, wish, outcome));
            }
        });
    }

    /** Keeps first who wishes it: what is done later is not without him then. */
    private CompletionStage<AuditRow> audited(RoutingContext context, Webhooks.Seen seen, String what) {
        String receiver = seen.config().tenant() + "/" + seen.config().id();
        return audit.append(
                AuditEntry.of(side.who().apply(context), what, receiver, Map.of("path", context.normalizedPath())));
    }

    private CompletionStage<Webhooks.Replay> begin(Webhooks.Seen seen, ReplayWish wish) {
        var tenant = seen.config().tenant();
        String id = seen.config().id();
        return wish instanceof ReplayWish.After after
                ? webhooks.replay(tenant, id, after.position())
                : webhooks.replay(tenant, id, ((ReplayWish.Since) wish).time());
    }

    private void answer(RoutingContext context, Webhooks.Seen seen, ReplayWish wish, Webhooks.Replay outcome) {
        if (outcome == Webhooks.Replay.AHEAD) {
            String cursor = Long.toString(seen.status().kept().position());
            boolean after = wish instanceof ReplayWish.After;
            refused(
                    context,
                    List.of(new Cause(
                            after ? "/after" : "/since",
                            "ahead",
                            after
                                    ? Long.toString(((ReplayWish.After) wish).position())
                                    : ((ReplayWish.Since) wish).time().toString(),
                            "up to " + cursor,
                            "the receiver has not come that far; what is asked for will come anyway")));
        } else {
            accepted(context);
        }
    }

    private void resume(RoutingContext context, Webhooks.Seen seen) {
        OrderRoutes.respond(
                context,
                audited(context, seen, "webhook-resumed")
                        .thenCompose(kept -> webhooks.resume(
                                seen.config().tenant(), seen.config().id())),
                done -> accepted(context));
    }

    private void test(RoutingContext context, Webhooks.Seen seen) {
        OrderRoutes.respond(
                context,
                audited(context, seen, "webhook-tested")
                        .thenCompose(kept -> webhooks.test(
                                seen.config().tenant(), seen.config().id())),
                sent -> sent.ifPresentOrElse(
                        delivery -> send(context, 200, WebhookJson.delivery(delivery)), () -> unknown(context)));
    }

    private void accepted(RoutingContext context) {
        with(context, seen -> send(context, 202, WebhookJson.webhook(seen)));
    }

    private static void refused(RoutingContext context, List<Cause> causes) {
        new Problem(
                        422,
                        "replay-refused",
                        "This can not be sent once more",
                        causes.size() == 1 ? "1 fault" : causes.size() + " faults",
                        causes)
                .answer(context);
    }

    private static void unknown(RoutingContext context) {
        Problem.of(404, "no-such-webhook", "No such webhook", "there is no webhook of this id")
                .answer(context);
    }

    private static void send(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
