package io.lineside.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Ends a request whose body does not arrive in time: 408, and the connection is closed (RFC 9110, 15.5.9). */
final class BodyDeadline {
    private final Duration patience;

    BodyDeadline(Duration patience) {
        this.patience = patience;
    }

    /** Goes on with the request, watching its body. */
    void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            long timer = context.vertx().setTimer(patience.toMillis(), late -> expire(context));
            context.addEndHandler(answered -> context.vertx().cancelTimer(timer));
        }
        context.next();
    }

    private void expire(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || context.response().ended()) {
            return;
        }
        context.response().putHeader("Connection", "close");
        Problem.of(
                        408,
                        "body-too-slow",
                        "Body too slow",
                        "the body must be there within " + patience.toSeconds() + " s; nothing was kept")
                .answer(context)
                .onComplete(answered -> request.connection().close());
    }
}
