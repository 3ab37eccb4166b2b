package io.lineside.gateway.http;

import io.lineside.config.WebhookConfig;
import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.notify.webhook.WebhookStatus;
import io.lineside.gateway.notify.webhook.WebhookStatus.Condition;
import io.lineside.gateway.notify.webhook.Webhooks;
import io.lineside.gateway.store.WebhookDelivery;
import io.lineside.gateway.store.WebhookState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Webhooks and their deliveries as JSON, for platforms and for the people at the lines. Thread-safe. */
final class WebhookJson {
    private WebhookJson() {}

    /** A receiver, without what must stay secret. */
    static JsonObject webhook(Webhooks.Seen seen) {
        WebhookConfig config = seen.config();
        WebhookStatus status = seen.status();
        WebhookState kept = status.kept();
        var events = new JsonArray();
        config.events().stream().map(CloudEventText::type).sorted().forEach(events::add);
        var late = new JsonObject()
                .put("count", status.lateOrders().count())
                .put("first", new JsonArray(status.lateOrders().first()));
        var json = new JsonObject()
                .put("id", config.id())
                .put("url", config.url().shown())
                .put("events", events)
                .put("state", status.condition().word())
                .put("cursor", Long.toString(kept.position()))
                .put("waiting", status.behind())
                .put("lateOrders", late);
        kept.gap()
                .ifPresent(gap -> json.put(
                        "gap",
                        new JsonObject()
                                .put("after", Long.toString(gap.after()))
                                .put("upTo", Long.toString(gap.upTo()))));
        kept.failingSince().ifPresent(at -> json.put("failingSince", at.toString()));
        kept.stop().ifPresent(stop -> json.put("stopped", stop.reason()));
        status.lastDelivered().ifPresent(at -> json.put("lastDelivered", at.toString()));
        status.lastFailure().ifPresent(words -> json.put("lastFailure", words));
        status.nextAttempt().ifPresent(at -> json.put("nextAttempt", at.toString()));
        return json;
    }

    /** One entry of the log. */
    static JsonObject delivery(WebhookDelivery delivery) {
        var json = new JsonObject()
                .put("event", delivery.eventId())
                .put("type", delivery.eventType())
                .put("at", delivery.at().toString())
                .put("attempt", delivery.attempt())
                .put("outcome", delivery.outcome().text())
                .put("milliseconds", delivery.millis());
        delivery.order().ifPresent(order -> json.put("order", order.value()));
        delivery.status().ifPresent(status -> json.put("status", status));
        return delivery.detail().isEmpty() ? json : json.put("detail", delivery.detail());
    }

    /** The receivers that need a look, by tenant and id. */
    static JsonObject troubled(List<Webhooks.Seen> all) {
        var json = new JsonObject();
        for (Webhooks.Seen seen : all) {
            WebhookStatus status = seen.status();
            if (status.condition() != Condition.ACTIVE) {
                json.put(seen.config().tenant() + "/" + seen.config().id(), trouble(status));
            }
        }
        return json;
    }

    private static JsonObject trouble(WebhookStatus status) {
        String detail = status.kept()
                .stop()
                .map(WebhookState.Stop::reason)
                .or(status::lastFailure)
                .orElse("attempts failed before the gateway started");
        var json = new JsonObject()
                .put("state", status.condition().word())
                .put("detail", detail)
                .put("lateOrders", status.lateOrders().count());
        status.kept().failingSince().ifPresent(at -> json.put("since", at.toString()));
        return json;
    }
}
