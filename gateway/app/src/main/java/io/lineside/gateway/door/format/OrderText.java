package io.lineside.gateway.door.format;

import java.util.Map;
import java.util.Optional;

/**
 * One order of a document, as the platform API takes it.
 *
 * @param json body of the order
 * @param places where in the document a part of it stood, by JSON pointer; a part without a place is looked for at what it
 *     is a part of
 */
public record OrderText(String json, Map<String, String> places) {
    /** Copies the map. */
    public OrderText {
        places = Map.copyOf(places);
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
}
