package io.lineside.gateway.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Map;

/** A platform's connections to the gateway, kept alive. All on one event loop, where its user must be too. */
final class PlatformHttp implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;
    private final int port;
    private volatile boolean closed;

    /** What came back: the status, the body, and whether it says when to come again. */
    record Answer(int status, String etag, boolean retryAfter, Buffer body) {
        boolean is(int expected) {
            return status == expected;
        }

        /** The first text of this name in the body, which is read without a tree: the generator must cost little. */
        String first(String name) {
            String text = body.toString();
            String begin = "\"" + name + "\":\"";
            int from = text.indexOf(begin);
            return from < 0 ? "" : text.substring(from + begin.length(), text.indexOf('"', from + begin.length()));
        }
    }

    /** To this port, with so many connections at the most; a request waits for a free one. */
    PlatformHttp(int port, int connections) {
        this.port = port;
        // An event loop size of 0: a connection lives on the loop that asked for it.
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(0));
    }

    Vertx vertx() {
        return vertx;
    }

    /** Runs it where everything else runs. */
    void run(Runnable work) {
        loop.runOnContext(now -> work.run());
    }

    Future<Answer> post(String path, String key, String body) {
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", key);
        return request(HttpMethod.POST, path, headers)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(PlatformHttp::whole);
    }

    Future<Answer> get(String path, Map<String, String> headers) {
        return request(HttpMethod.GET, path, headers)
                .compose(HttpClientRequest::send)
                .compose(PlatformHttp::whole);
    }

    /** An answer whose body comes piece by piece. */
    Future<HttpClientResponse> open(String path, Map<String, String> headers) {
        return request(HttpMethod.GET, path, headers).compose(HttpClientRequest::send);
    }

    private Future<HttpClientRequest> request(HttpMethod method, String path, Map<String, String> headers) {
        if (closed) {
            return Future.failedFuture("closed");
        }
        var options = new RequestOptions()
                .setHost(HOST)
                .setPort(port)
                .setMethod(method)
                .setURI(path);
        headers.forEach(options::putHeader);
        return client.request(options);
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        String etag = response.getHeader("ETag");
        boolean retryAfter = response.getHeader("Retry-After") != null;
        return response.body()
                .map(body -> new Answer(response.statusCode(), etag == null ? "" : etag, retryAfter, body));
    }

    @Override
    public void close() {
        closed = true;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
