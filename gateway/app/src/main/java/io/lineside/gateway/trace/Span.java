package io.lineside.gateway.trace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that took time.
 *
 * @param id 16 hexadecimal digits
 * @param parent the span that it is a part of; empty for the first of its trace
 * @param attributes texts and whole numbers; never what was ordered
 * @param failed whether it came to no good end
 */
record Span(
        String traceId,
        String id,
        Optional<String> parent,
        Kind kind,
        String name,
        Instant start,
        Instant end,
        Map<String, Object> attributes,
        boolean failed) {
    /** Who did it for whom. */
    enum Kind {
        /** The gateway for itself. */
        INTERNAL,
        /** The gateway for a platform. */
        SERVER,
        /** A line for the gateway, which waited for its answer. */
        CLIENT,
        /** The gateway, by a message. */
        PRODUCER,
        /** A line, by its reports. */
        CONSUMER
    }

    Span {
        attributes = Map.copyOf(attributes);
    }
}
