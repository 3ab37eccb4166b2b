package io.lineside.gateway.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How many requests a server answers that 64 connections send, each the next one when the last was answered. */
final class HttpLimit {
    private static final int CONNECTIONS = 64;

    private HttpLimit() {}

    /** What came out. */
    record Rate(double perSecond, double serverMicros) {}

    /** The second half of so many seconds; the server's answers must each fit into one packet. */
    static Rate of(Program server, int port, String request, int seconds) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
            Buffer bytes = Buffer.buffer(request.getBytes(StandardCharsets.US_ASCII));
            var answered = new LongAdder();
            for (int i = 0; i < CONNECTIONS; i++) {
                NetSocket socket = client.connect(port, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                socket.handler(answer -> {
                    answered.increment();
                    socket.write(bytes);
                });
                socket.write(bytes);
            }
            Benchmark.pause(seconds);
            long before = answered.sum();
            Duration cpu = server.cpu();
            long begun = System.nanoTime();
            Benchmark.pause(seconds);
            double elapsed = (System.nanoTime() - begun) / 1e9;
            long count = Math.max(1, answered.sum() - before);
            return new Rate(count / elapsed, server.cpu().minus(cpu).toNanos() / 1000.0 / count);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    }

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
