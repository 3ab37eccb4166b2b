package io.lineside.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A platform that orders, and waits by long poll until each order has ended. Every request runs on one event loop of its
 * own; the counters may be read from any thread.
 */
final class OrderLoad implements AutoCloseable {
    private static final Set<String> FINAL =
            Set.of("Completed", "PartiallyCompleted", "Failed", "Cancelled", "Rejected");

    /** When something happened to an order, wall clock in nanoseconds since the epoch. */
    record Times(long sent, long accepted, long visible) {}

    final LongAdder accepted = new LongAdder();
    final LongAdder done = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder polls = new LongAdder();
    final Map<String, Times> finished = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int port;
    private volatile boolean ordering;
    private volatile boolean noting;
    private volatile Latencies taken = new Latencies();

    OrderLoad(int port, int connections) {
        this.port = port;
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
    }

    /** Keeps so many orders open: each that has ended is followed by another. */
    void keepOpen(int orders) {
        ordering = true;
        for (int i = 0; i < orders; i++) {
            order(true);
        }
    }

    /** Sends so many orders a second, whatever becomes of them. */
    void sendEvery(long periodMicros) {
        every(periodMicros, () -> order(false));
    }

    private void every(long periodMicros, Runnable send) {
        ordering = true;
        var begun = new AtomicLong(System.nanoTime());
        vertx.setPeriodic(1, timer -> {
            if (!ordering) {
                vertx.cancelTimer(timer);
                return;
            }
            while (System.nanoTime() - begun.get() >= periodMicros * 1000) {
                begun.addAndGet(periodMicros * 1000);
                send.run();
            }
        });
    }

    /** Sends no more orders; those that are open are waited for. */
    void stop() {
        ordering = false;
    }

    /** Whether the times of orders that end from now on are kept. */
    void note(boolean on) {
        noting = on;
    }

    /** Orders that were accepted and have not ended. */
    long open() {
        return accepted.sum() - done.sum();
    }

    private static long now() {
        var instant = java.time.Clock.systemUTC().instant();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private void order(boolean again) {
        long sent = now();
        submit().compose(response -> response.body().map(body -> {
                    if (response.statusCode() == 201) {
                        accepted.increment();
                        String id = body.toJsonObject().getString("id");
                        poll(id, "", new Times(sent, now(), 0), again);
                    } else {
                        refused.increment();
                        later(again);
                    }
                    return null;
                }))
                .onFailure(broken -> {
                    refused.increment();
                    later(again);
                });
    }

    private Future<HttpClientResponse> submit() {
        long number = numbers.incrementAndGet();
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI("/v1/orders")
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", "bench-" + number);
        return client.request(options).compose(request -> request.send(Buffer.buffer(BenchSite.order(number))));
    }

    /** Submits so many orders that nobody follows, so many at once; completes when they are accepted or refused. */
    Future<Void> fill(int orders, int atOnce) {
        var left = new AtomicLong(orders);
        List<Future<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            lanes.add(fill(left));
        }
        return Future.all(lanes).mapEmpty();
    }

    private Future<Void> fill(AtomicLong left) {
        if (left.getAndDecrement() <= 0) {
            return Future.succeededFuture();
        }
        long sent = System.nanoTime();
        return submit().compose(response -> response.body().map(body -> {
                    (response.statusCode() == 201 ? accepted : refused).increment();
                    taken.add(System.nanoTime() - sent);
                    return body;
                }))
                .compose(body -> fill(left));
    }

    /** How long it took to be accepted by {@link #fill} and {@link #fillEvery}, since this was asked last. */
    Latencies taken() {
        Latencies so = taken;
        taken = new Latencies();
        return so;
    }

    /** Submits orders that nobody follows, one each period, until {@link #stop}. */
    void fillEvery(long periodMicros) {
        every(periodMicros, () -> fill(new AtomicLong(1)));
    }

    private void later(boolean again) {
        if (again && ordering) {
            vertx.setTimer(100, timer -> order(true));
        }
    }

    private void poll(String id, String etag, Times times, boolean again) {
        polls.increment();
        var options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.GET)
                .setURI("/v1/orders/" + id)
                .putHeader("Prefer", "wait=20");
        if (!etag.isEmpty()) {
            options.putHeader("If-None-Match", etag);
        }
        client.request(options)
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> {
                    seen(id, response.getHeader("ETag"), response.statusCode(), body, times, again);
                    return null;
                }))
                .onFailure(broken -> vertx.setTimer(100, timer -> poll(id, "", times, again)));
    }

    private void seen(String id, String etag, int status, Buffer body, Times times, boolean again) {
        if (status == 200) {
            JsonObject order = body.toJsonObject();
            if (FINAL.contains(order.getString("state"))) {
                done.increment();
                if (noting) {
                    finished.put(id, new Times(times.sent(), times.accepted(), now()));
                }
                if (again && ordering) {
                    order(true);
                }
                return;
            }
        }
        poll(id, etag == null ? "" : etag, times, again);
    }

    @Override
    public void close() {
        ordering = false;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
