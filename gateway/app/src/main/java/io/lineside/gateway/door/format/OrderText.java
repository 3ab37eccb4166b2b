package io.lineside.gateway.door.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * One order of a document, as the platform API takes it.
 *
 * @param json body of the order
 * @param places where in the document a part of it stood, by JSON pointer; a part without a place is looked for at what it
 *     is a part of
 * @param mapped whether a mapping made it, so that whoever sent the document has not seen it
 */
public record OrderText(String json, Map<String, String> places, boolean mapped) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the map. */
    public OrderText {
        places = Map.copyOf(places);
    }

    /** As it stood in the document. */
    public OrderText(String json, Map<String, String> places) {
        this(json, places, false);
    }

    /** Where in the document the value of a pointer stood, as far as that is known. */
    public Optional<String> place(String pointer) {
        String at = pointer;
        while (!places.containsKey(at)) {
            int end = at.lastIndexOf('/');
            if (end < 0) {
                return Optional.empty();
            }
            at = at.substring(0, end);
        }
        return Optional.of(places.get(at));
    }

    /** What the order has at a pointer, where a mapping made it; empty otherwise, and where it has nothing there. */
    public Optional<JsonNode> fragment(String pointer) {
        if (!mapped || !(pointer.isEmpty() || pointer.startsWith("/"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(json).at(pointer)).filter(found -> !found.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
