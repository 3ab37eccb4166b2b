package io.lineside.gateway.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.util.List;

/**
 * A ledger event as platforms see it, in feed, stream and webhook alike: CloudEvents 1.0 in structured JSON. Thread-safe.
 */
public final class CloudEventText {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What of an event's data is for platforms; names on the right are those of the platform API. */
    private static final List<String> OF_JOB =
            List.of("operation", "line", "item", "quantity", "good", "scrap", "attempt", "reason");

    private CloudEventText() {}

    /** The event as one line of JSON. */
    public static String of(FeedEvent entry) {
        LedgerEvent event = entry.event();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("order", event.request().value());
        entry.externalId().ifPresent(id -> data.put("externalId", id));
        data.put("revision", event.seq()).put("event", event.type().text());
        JsonNode kept = kept(event);
        if (event.job().isPresent()) {
            data.put("jobOrder", event.job().get().value());
            copy(kept, "phase", data, "jobState");
            OF_JOB.forEach(name -> copy(kept, name, data, name));
        } else {
            copy(kept, "state", data, "state");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", Long.toString(event.position()))
                .put("source", "/v1/orders")
                .put("type", type(event.type()))
                .put("subject", event.request().value())
                .put("time", event.at().toString())
                .put("sequence", Long.toString(event.seq()))
                .put("datacontenttype", "application/json")
                .<ObjectNode>set("data", data)
                .toString();
    }

    /** CloudEvents asks for a type with a name in reverse that can be versioned. */
    public static String type(EventType type) {
        return "io.lineside." + type.dotted() + ".v1";
    }

    private static JsonNode kept(LedgerEvent event) {
        try {
            return JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "event " + event.seq() + " of order " + event.request() + " is not JSON; restore a backup", e);
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !(value.isTextual() && value.textValue().isEmpty())) {
            to.set(as, value);
        }
    }
}
