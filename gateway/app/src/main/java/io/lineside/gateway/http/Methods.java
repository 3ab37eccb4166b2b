package io.lineside.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What a path answers to other methods than those it offers. */
final class Methods {
    private Methods() {}

    /** Offers GET, and HEAD, which is answered like GET without the body (RFC 9110, 9.3.2). */
    static void get(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    /** Answers all other methods; comes after the handlers of those that the path offers. */
    static void only(Router router, String path, String allow) {
        router.route(path).handler(context -> {
            context.response().putHeader("Allow", allow);
            if (context.request().method().equals(HttpMethod.OPTIONS)) {
                context.response().setStatusCode(204).end();
                return;
            }
            String detail = context.request().method() + " is not offered here; allowed: " + allow;
            Problem.of(405, "method-not-allowed", "Method not allowed", detail).answer(context);
        });
    }
}
