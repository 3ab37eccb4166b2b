package io.lineside.gateway.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What is answered to bytes that are no HTTP request, and have therefore no path to go by; the connection is closed. */
final class Unreadable {
    private Unreadable() {}

    static void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject problem = problem(request.decoderResult().cause());
        response.setStatusCode(problem.getInteger("status"))
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Connection", "close")
                .end(problem.toBuffer())
                .onComplete(answered -> request.connection().close());
    }

    /** Goes on with a request whose path can be read, whoever sends it. */
    static void path(RoutingContext context) {
        try {
            context.normalizedPath();
        } catch (IllegalArgumentException badEscape) {
            context.fail(400);
            return;
        }
        context.next();
    }

    private static JsonObject problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return problem(414, "uri-too-long", "URI too long", "the request line must not be longer than 4096 bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return problem(
                    431,
                    "headers-too-large",
                    "Headers too large",
                    "all headers together must not be more than 8192 bytes");
        }
        return problem(
                400,
                "bad-request",
                "Bad request",
                "the request can not be read: it is not HTTP/1.1 as RFC 9112 has it");
    }

    private static JsonObject problem(int status, String code, String title, String detail) {
        return new JsonObject()
                .put("type", "urn:lineside:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }
}
