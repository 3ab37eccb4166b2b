package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A JSON body from outside, read with limits on depth, text and numbers; duplicate names are refused. Immutable.
 *
 * @param canonical the same content with sorted names and no white space: equal bodies have equal text
 */
public record Json(JsonNode root, String canonical) {
    private static final int DEPTH = 32;
    private static final int TEXT = 1_000_000;
    private static final int NUMBER = 100;

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

    /** Reads a body. */
    static Json read(String body) throws JsonProcessingException {
        JsonNode root = tree(body);
        String canonical = sorted(root).toString();
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
