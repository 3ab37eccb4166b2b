package io.lineside.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer says to caches and browsers, unless its handler says otherwise. No origin but the page's own is
 * allowed anything (no CORS header), and nothing says which program answers.
 *
 * @param encrypted whether it goes through TLS, so that browsers shall not come without any more (RFC 6797)
 */
record AnswerHeaders(boolean encrypted) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (encrypted) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        context.next();
    }
}
