package io.lineside.simulator.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a gateway (OPC 10000-14 7.2.5, one action per message).
 *
 * @param message the envelope, or a missing node when the body is no JSON
 * @param fault what makes the request invalid, if anything
 */
record Request(JsonNode message, String responseAddress, @Nullable Bytes correlation, Optional<String> fault) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int CORRELATION_MAX = 64;

    /** Reads a message; empty when there is nowhere to answer to. */
    static Optional<Request> read(Incoming incoming) {
        JsonNode message = parse(incoming.body());
        String address = message.path("ResponseAddress").asText(incoming.responseTopic());
        if (address == null || !LineTopics.canBeTopic(address)) {
            return Optional.empty();
        }
        Bytes correlation = incoming.correlation() == null ? correlation(message) : incoming.correlation();
        return Optional.of(new Request(message, address, correlation, fault(message)));
    }

    /** The one action asked for. */
    JsonNode action() {
        return message.path("Messages").path(0);
    }

    String name() {
        return action().path("Name").asText();
    }

    JsonNode payload() {
        return action().path("Payload");
    }

    private static Optional<String> fault(JsonNode message) {
        if (!message.isObject()) {
            return Optional.of("message: must be a JSON object");
        }
        if (!"ua-action-request".equals(message.path("MessageType").asText())) {
            return missing("MessageType", "ua-action-request", message.path("MessageType"));
        }
        if (!message.path("ResponseAddress").isTextual()) {
            return missing("ResponseAddress", "a topic", message.path("ResponseAddress"));
        }
        if (!message.path("CorrelationData").isTextual()) {
            return missing("CorrelationData", "hexadecimal", message.path("CorrelationData"));
        }
        JsonNode messages = message.path("Messages");
        if (messages.size() != 1) {
            return Optional.of("Messages: must have one entry, was " + messages.size());
        }
        JsonNode action = messages.path(0);
        if (!action.path("Name").isTextual()) {
            return missing("Messages[0].Name", "the name of a method", action.path("Name"));
        }
        return action.path("Payload").isObject()
                ? Optional.empty()
                : missing("Messages[0].Payload", "an object", action.path("Payload"));
    }

    private static Optional<String> missing(String field, String wanted, JsonNode was) {
        return Optional.of(field + ": must be " + wanted + ", was " + (was.isMissingNode() ? "missing" : was));
    }

    private static @Nullable Bytes correlation(JsonNode message) {
        String hex = message.path("CorrelationData").asText();
        return hex.matches("([0-9a-fA-F]{2}){1," + CORRELATION_MAX + "}") ? new Bytes(hex) : null;
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode message = MAPPER.readTree(body);
            return message == null ? MissingNode.getInstance() : message;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
