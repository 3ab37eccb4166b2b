package io.lineside.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object and collects every fault. Confined to one thread. */
final class Fields {
    private static final int SHOWN = 80;

    private final JsonNode object;
    private final String pointer;
    private final List<Cause> causes;

    /** Fields of {@code object}, which stands at {@code pointer}; a node that is no object is a fault of its own. */
    Fields(JsonNode object, String pointer, List<Cause> causes, String... allowed) {
        this.object = object;
        this.pointer = pointer;
        this.causes = causes;
        if (!object.isObject()) {
            fault(pointer, "type", object, "object", "must be a JSON object");
            return;
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!List.of(allowed).contains(name)) {
                fault(at(name), "unknown-field", name, String.join(", ", allowed), "is not a field of this object");
            }
        });
    }

    String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    JsonNode node(String name) {
        return object.path(name);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Optional<String> text(String name, boolean required, Pattern pattern) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            if (required) {
                missing(name, "a text matching " + pattern);
            }
            return Optional.empty();
        }
        if (!node.isTextual() || !pattern.matcher(node.textValue()).matches()) {
            fault(
                    at(name),
                    node.isTextual() ? "pattern" : "type",
                    node,
                    "a text matching " + pattern,
                    "is not allowed");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    Optional<Integer> whole(String name, boolean required, int least, int most) {
        JsonNode node = object.path(name);
        String allowed = "a whole number from " + least + " to " + most;
        if (node.isMissingNode() || node.isNull()) {
            if (required) {
                missing(name, allowed);
            }
            return Optional.empty();
        }
        // JSON knows no difference between 12 and 12.0.
        boolean whole =
                node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0;
        if (!whole) {
            fault(at(name), "type", node, allowed, "must be a whole number");
            return Optional.empty();
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            fault(at(name), "range", node, allowed, "is out of range");
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    boolean flag(String name) {
        JsonNode node = object.path(name);
        if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
            fault(at(name), "type", node, "true or false", "must be true or false");
        }
        return node.asBoolean(false);
    }

    /** A time from {@code earliest} until before {@code end}. */
    Optional<Instant> instant(String name, Instant earliest, Instant end) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(node.asText()).toInstant();
        } catch (DateTimeException e) {
            fault(at(name), "date-time", node, "a time such as 2026-12-01T08:00:00Z (RFC 3339)", "is no time");
            return Optional.empty();
        }
        if (time.isBefore(earliest) || !time.isBefore(end)) {
            String allowed = "a time from " + earliest + " to before " + end;
            fault(at(name), "range", node, allowed, "is out of range");
            return Optional.empty();
        }
        return Optional.of(time);
    }

    /**
     * Members of a block of options as plain values; an object becomes a map of scalars, and a list or null stays one for
     * the product to refuse.
     */
    Map<String, @Nullable Object> plain(String name) {
        JsonNode block = object.path(name);
        if (block.isMissingNode()) {
            return Map.of();
        }
        if (!block.isObject()) {
            fault(at(name), "type", block, "object", "must be a JSON object of options");
            return Map.of();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        block.fieldNames().forEachRemaining(option -> values.put(option, plain(block.path(option))));
        return values;
    }

    void fault(String at, String rule, JsonNode was, String allowed, String detail) {
        fault(at, rule, was.isMissingNode() ? "nothing" : was.toString(), allowed, detail);
    }

    private void fault(String at, String rule, String was, String allowed, String detail) {
        String shown = was.length() > SHOWN ? was.substring(0, SHOWN) + "…" : was;
        causes.add(new Cause(at, rule, shown, allowed, detail));
    }

    private void missing(String name, String allowed) {
        fault(at(name), "required", "nothing", allowed, "is required");
    }

    private static @Nullable Object plain(JsonNode node) {
        if (!node.isObject()) {
            return scalar(node);
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> members.put(name, scalar(node.path(name))));
        return members;
    }

    private static @Nullable Object scalar(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.isNumber() ? node.decimalValue() : List.of();
    }
}
