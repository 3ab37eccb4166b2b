package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A JSON body from outside, read with limits on depth, text and numbers; duplicate names are refused. The items of a
 * large order are read one at a time, and have the same canonical text. Immutable.
 *
 * @param canonical the same content with sorted names and no white space: equal bodies have equal text
 */
public record Json(JsonNode root, String canonical) {
    private static final int DEPTH = 32;
    private static final int TEXT = 1_000_000;
    private static final int NUMBER = 100;
    /** Characters from which on an order is large; below, a tree of all is smaller than the care for its parts. */
    private static final int LARGE = 64 * 1024;

    private static final String ITEMS = "items";

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(TEXT)
                            .maxNumberLength(NUMBER)
                            .build())
                    .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** An item by itself; whatever follows it is the body's. */
    private static final ObjectReader ITEM =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads a body. */
    static Json read(String body) throws JsonProcessingException {
        return body.length() < LARGE ? whole(body) : streamed(body);
    }

    /** Reads a body as one tree. */
    static Json whole(String body) throws JsonProcessingException {
        JsonNode root = tree(body);
        return checked(root, sorted(root).toString());
    }

    /** Reads the items of an order one at a time; a body that is not so is read as one tree, and refused so if it is wrong. */
    static Json streamed(String body) throws JsonProcessingException {
        try (JsonParser in = MAPPER.createParser(body)) {
            Optional<Json> order = in.nextToken() == JsonToken.START_OBJECT ? order(in, body) : Optional.empty();
            return order.isPresent() && in.nextToken() == null ? order.get() : whole(body);
        } catch (NumberFormatException | JsonProcessingException e) {
            return whole(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Json> order(JsonParser in, String body) throws IOException {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        Map<String, String> fields = new TreeMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            var text = new StringBuilder();
            JsonNode value;
            if (in.nextToken() == JsonToken.START_ARRAY && name.equals(ITEMS)) {
                Optional<StreamedItems> items = items(in, body, text);
                if (items.isEmpty()) {
                    return Optional.empty();
                }
                value = items.get();
            } else {
                value = ITEM.readTree(in);
                text.append(sorted(value));
            }
            head.set(name, value);
            if (fields.put(name, text.toString()) != null) {
                return Optional.empty();
            }
        }
        String canonical = fields.entrySet().stream()
                .map(field -> JsonNodeFactory.instance.textNode(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return Optional.of(checked(head, canonical));
    }

    /** The items of an order; empty where one is none. */
    private static Optional<StreamedItems> items(JsonParser in, String body, StringBuilder canonical)
            throws IOException {
        var starts = new ArrayList<Integer>();
        var ends = new ArrayList<Integer>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            starts.add((int) in.currentTokenLocation().getCharOffset());
            JsonNode item = ITEM.readTree(in);
            ends.add((int) in.currentLocation().getCharOffset());
            canonical.append(canonical.isEmpty() ? '[' : ',').append(sorted(item));
        }
        canonical.append(canonical.isEmpty() ? "[]" : "]");
        return in.currentToken() == JsonToken.END_ARRAY
                ? Optional.of(new StreamedItems(ITEM, body, places(starts), places(ends)))
                : Optional.empty();
    }

    private static int[] places(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Json checked(JsonNode root, String canonical) throws JsonProcessingException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(canonical)) {
            // It could neither be stored nor be shown in an answer.
            throw new JsonParseException(
                    null, "a text has a lone surrogate (one of \\uD800 to \\uDFFF without its pair)");
        }
        return new Json(root, canonical);
    }

    private static JsonNode tree(String body) throws JsonProcessingException {
        try {
            return MAPPER.readTree(body);
        } catch (NumberFormatException e) {
            // Jackson lets this one through: an exponent that no decimal has room for.
            throw new JsonParseException(null, "a number is too large or too small: " + e.getMessage(), e);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> object.set(name, sorted(node.path(name))));
        return object;
    }
}
