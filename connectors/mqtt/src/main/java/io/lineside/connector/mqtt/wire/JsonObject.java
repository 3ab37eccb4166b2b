package io.lineside.connector.mqtt.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a message and its place in it, read leniently: unknown members are ignored, null means absent.
 *
 * @param where for messages, for example {@code Messages[0].Payload}; empty for the message itself
 */
record JsonObject(JsonNode node, String where) {
    private static final int LONGEST_QUOTE = 60;

    Optional<JsonNode> member(String name) {
        @Nullable JsonNode member = node.get(name);
        return member == null || member.isNull() ? Optional.empty() : Optional.of(member);
    }

    Optional<String> text(String name) throws MalformedMessageException {
        Optional<JsonNode> member = member(name);
        if (member.isPresent() && !member.get().isValueNode()) {
            throw broken(name, "must be a text", member.get());
        }
        return member.map(JsonNode::asText);
    }

    String requiredText(String name) throws MalformedMessageException {
        String text = text(name).orElse("");
        if (text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    Optional<Instant> time(String name) throws MalformedMessageException {
        Optional<String> text = text(name);
        if (text.isEmpty() || text.get().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
        } catch (DateTimeParseException e) {
            throw new MalformedMessageException(at(name), "must be an ISO 8601 time, was " + quote(text.get()));
        }
    }

    /** A whole number, as a number or as the decimal string that OPC UA's JSON makes of large ones. */
    Optional<BigInteger> whole(String name) throws MalformedMessageException {
        Optional<JsonNode> member = member(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = member.get();
        if (value.isIntegralNumber() || (value.isTextual() && value.asText().matches("-?\\d{1,20}"))) {
            var number = new BigInteger(value.asText());
            if (number.bitLength() <= Long.SIZE) {
                return Optional.of(number);
            }
        }
        throw broken(name, "must be a whole number of 64 bits", value);
    }

    JsonObject object(String name) throws MalformedMessageException {
        JsonNode member = member(name).orElseThrow(() -> missing(name));
        if (!member.isObject()) {
            throw broken(name, "must be an object", member);
        }
        return new JsonObject(member, at(name));
    }

    /** The objects of an array; an absent array is an empty one. */
    List<JsonObject> objects(String name) throws MalformedMessageException {
        Optional<JsonNode> member = member(name);
        List<JsonObject> objects = new ArrayList<>();
        if (member.isEmpty()) {
            return objects;
        }
        if (!member.get().isArray()) {
            throw broken(name, "must be an array", member.get());
        }
        for (JsonNode entry : member.get()) {
            String place = name + "[" + objects.size() + "]";
            if (!entry.isObject()) {
                throw broken(place, "must be an object", entry);
            }
            objects.add(new JsonObject(entry, at(place)));
        }
        return objects;
    }

    String at(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    MalformedMessageException missing(String name) {
        return new MalformedMessageException(at(name), "is missing");
    }

    MalformedMessageException broken(String name, String rule, JsonNode was) {
        return new MalformedMessageException(at(name), rule + ", was " + quote(was.toString()));
    }

    /** What came from outside, short and on one line. */
    static String quote(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "'" + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...") + "'";
    }
}
