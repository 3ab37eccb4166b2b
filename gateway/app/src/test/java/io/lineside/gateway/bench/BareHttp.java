package io.lineside.gateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * A server that keeps nothing: it says what a platform hears of an order that has not changed, and takes what it is sent for
 * an order. The yardstick of polling and of intake.
 */
final class BareHttp {
    private static final String TAG = "\"7\"";

    private BareHttp() {}

    /** Serves the port that is given. */
    public static void main(String[] arguments) {
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(Integer.parseInt(arguments[0]))
                .setAcceptBacklog(4096)
                .setTcpNoDelay(true);
        Vertx.vertx()
                .createHttpServer(options)
                .requestHandler(BareHttp::answer)
                .listen()
                .onSuccess(server -> System.out.println("bare: ready"));
    }

    private static void answer(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            request.body().onSuccess(body -> request.response()
                    .setStatusCode(201)
                    .putHeader("Content-Type", "application/json")
                    .end("{\"id\":\"" + body.length() + "\"}"));
            return;
        }
        boolean same = TAG.equals(request.getHeader("If-None-Match"));
        request.response()
                .putHeader("ETag", TAG)
                .putHeader("Cache-Control", "no-store")
                .setStatusCode(same ? 304 : 200)
                .end();
    }
}
