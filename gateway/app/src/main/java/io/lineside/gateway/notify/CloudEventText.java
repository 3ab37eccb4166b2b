package io.lineside.gateway.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.store.FeedEvent;
import io.lineside.model.work.EventType;
import io.lineside.model.work.LedgerEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/**
 * A ledger event as platforms see it, in feed, stream and webhook alike: CloudEvents 1.0 in structured JSON. Thread-safe.
 */
public final class CloudEventText {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What of an event's data is for platforms; names on the right are those of the platform API. */
    private static final List<String> OF_JOB =
            List.of("operation", "line", "item", "quantity", "good", "scrap", "attempt", "reason");

    /** Characters, so that the text rarely grows. */
    private static final int USUAL = 512;

    private CloudEventText() {}

    /** The event as one line of JSON. Written out as it goes: a stream of all orders makes one of each event. */
    public static String of(FeedEvent entry) {
        LedgerEvent event = entry.event();
        var text = new StringWriter(USUAL);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("specversion", "1.0");
            out.writeStringField("id", Long.toString(event.position()));
            out.writeStringField("source", "/v1/orders");
            out.writeStringField("type", type(event.type()));
            out.writeStringField("subject", event.request().value());
            out.writeStringField("time", event.at().toString());
            out.writeStringField("sequence", Long.toString(event.seq()));
            out.writeStringField("datacontenttype", "application/json");
            out.writeObjectFieldStart("data");
            writeData(out, entry);
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "event " + event.seq() + " of order " + event.request() + " is not JSON; restore a backup", e);
        }
        return text.toString();
    }

    private static void writeData(JsonGenerator out, FeedEvent entry) throws IOException {
        LedgerEvent event = entry.event();
        out.writeStringField("order", event.request().value());
        if (entry.externalId().isPresent()) {
            out.writeStringField("externalId", entry.externalId().get());
        }
        out.writeNumberField("revision", event.seq());
        out.writeStringField("event", event.type().text());
        JsonNode kept = JSON.readTree(event.data());
        if (event.job().isPresent()) {
            out.writeStringField("jobOrder", event.job().get().value());
            copy(kept, "phase", out, "jobState");
            for (String name : OF_JOB) {
                copy(kept, name, out, name);
            }
        } else {
            copy(kept, "state", out, "state");
        }
    }

    /** CloudEvents asks for a type with a name in reverse that can be versioned. */
    public static String type(EventType type) {
        return "io.lineside." + type.dotted() + ".v1";
    }

    private static void copy(JsonNode from, String name, JsonGenerator out, String as) throws IOException {
        JsonNode value = from.path(name);
        if (value.isTextual()) {
            if (!value.textValue().isEmpty()) {
                out.writeStringField(as, value.textValue());
            }
        } else if (!value.isMissingNode()) {
            out.writeFieldName(as);
            out.writeTree(value);
        }
    }
}
