package io.lineside.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * What the control port answers.
 *
 * @param allow methods that the path has, when another was asked for
 */
record ControlAnswer(int status, String contentType, String body, Optional<String> allow) {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final String JSON = "application/json";

    static ControlAnswer json(JsonNode node) {
        return new ControlAnswer(OK, JSON, ControlServer.json(node), Optional.empty());
    }

    static ControlAnswer lines(String ndjson) {
        return new ControlAnswer(OK, "application/x-ndjson", ndjson, Optional.empty());
    }

    static ControlAnswer error(int status, String message) {
        return new ControlAnswer(
                status,
                JSON,
                ControlServer.json(JsonNodeFactory.instance
                        .objectNode()
                        .put("status", status)
                        .put("message", message)),
                Optional.empty());
    }

    static ControlAnswer badRequest(String message) {
        return error(BAD_REQUEST, message);
    }

    static ControlAnswer notFound(String message) {
        return error(NOT_FOUND, message);
    }

    static ControlAnswer notAllowed(String path, String method, String allowed) {
        ControlAnswer answer =
                error(METHOD_NOT_ALLOWED, path + ": does not know the method " + method + "; allowed: " + allowed);
        return new ControlAnswer(answer.status, answer.contentType, answer.body, Optional.of(allowed));
    }
}
