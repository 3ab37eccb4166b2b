package io.lineside.gateway.notify.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.notify.CloudEventText;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.gateway.store.WebhookGap;
import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is sent: an event of the feed as the feed has it, or one about the feed itself.
 *
 * @param id the same however often it is sent
 * @param body a CloudEvent in structured JSON
 */
record Message(String id, String type, Optional<WorkRequestId> order, String body) {
    private static final String SOURCE = "/v1/changes";

    static Message of(FeedEvent entry) {
        return new Message(
                Long.toString(entry.position()),
                CloudEventText.type(entry.event().type()),
                Optional.of(entry.event().request()),
                CloudEventText.of(entry));
    }

    /** Tells of events that were given up; the feed still has them. */
    static Message gap(WebhookGap gap, Optional<WorkRequestId> order, Instant now) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("after", Long.toString(gap.after()))
                .put("upTo", Long.toString(gap.upTo()))
                .put(
                        "detail",
                        "events after and up to these cursors were given up; GET /v1/changes?after=" + gap.after()
                                + " still has them");
        order.ifPresent(id -> data.put("order", id.value()));
        String id = "gap-" + gap.after() + "-" + gap.upTo()
                + order.map(of -> "-" + of.value()).orElse("");
        return about(id, "io.lineside.feed.gap.v1", order, now, data);
    }

    /** Tells that the gateway was put back from a backup. */
    static Message restored(Instant at) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("restoredAt", at.toString())
                .put(
                        "detail",
                        "the gateway was put back from a backup: what was told since that backup may not have happened"
                                + " as far as it knows, so read the orders anew");
        return about("restored-" + at.toEpochMilli(), "io.lineside.feed.restored.v1", Optional.empty(), at, data);
    }

    /** Asks whether somebody is there. */
    static Message test(String id, Instant now) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("detail", "a test that somebody asked for; it says nothing about any order");
        return about(id, "io.lineside.webhook.test.v1", Optional.empty(), now, data);
    }

    private static Message about(String id, String type, Optional<WorkRequestId> order, Instant time, ObjectNode data) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", SOURCE)
                .put("type", type);
        order.ifPresent(of -> event.put("subject", of.value()));
        event.put("time", time.toString())
                .put("datacontenttype", "application/json")
                .set("data", data);
        return new Message(id, type, order, event.toString());
    }
}
