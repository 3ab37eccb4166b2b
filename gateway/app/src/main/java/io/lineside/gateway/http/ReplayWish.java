package io.lineside.gateway.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.intake.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** From where on a receiver is to be sent events once more, as a request's body says it. */
sealed interface ReplayWish {
    /** After a position of the feed. */
    record After(long position) implements ReplayWish {}

    /** At a time or later. */
    record Since(Instant time) implements ReplayWish {}

    /** The body is not JSON. */
    record Unreadable(String detail) implements ReplayWish {}

    /** The body does not say it. */
    record Faulty(List<Cause> causes) implements ReplayWish {
        /** Copies the list. */
        public Faulty {
            causes = List.copyOf(causes);
        }
    }

    /** What a body says. */
    static ReplayWish read(String body) {
        return Reader.read(body);
    }

    /** Reads bodies. */
    final class Reader {
        private static final ObjectMapper JSON = new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
        private static final int SHOWN = 80;

        private Reader() {}

        private static ReplayWish read(String body) {
            JsonNode json;
            try {
                json = JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return new Unreadable(e.getOriginalMessage());
            }
            List<Cause> causes = new ArrayList<>();
            if (json == null || !json.isObject()) {
                causes.add(new Cause("", "type", shown(json), "object", "must be a JSON object"));
                return new Faulty(causes);
            }
            for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!name.equals("after") && !name.equals("since")) {
                    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                    causes.add(
                            new Cause(pointer, "unknown-field", name, "after, since", "is not a field of this object"));
                }
            }
            if (causes.isEmpty() && json.size() != 1) {
                causes.add(new Cause("", "one-of", shown(json), "after, since", "must have one of the two"));
            }
            return causes.isEmpty() ? wish(json) : new Faulty(causes);
        }

        private static ReplayWish wish(JsonNode json) {
            JsonNode after = json.path("after");
            if (after.isTextual() && POSITION.matcher(after.textValue()).matches()) {
                return new After(Long.parseLong(after.textValue()));
            }
            if (!after.isMissingNode()) {
                String allowed = "a cursor or the id of an event";
                return new Faulty(List.of(new Cause("/after", "cursor", shown(after), allowed, "must be a cursor")));
            }
            JsonNode since = json.path("since");
            try {
                if (since.isTextual()) {
                    return new Since(OffsetDateTime.parse(since.textValue()).toInstant());
                }
            } catch (DateTimeException notATime) {
                // Told below.
            }
            String allowed = "a time such as 2026-12-01T08:00:00Z";
            return new Faulty(List.of(new Cause("/since", "time", shown(since), allowed, "must be a time")));
        }

        private static String shown(JsonNode node) {
            String text = String.valueOf(node);
            return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        }
    }
}
