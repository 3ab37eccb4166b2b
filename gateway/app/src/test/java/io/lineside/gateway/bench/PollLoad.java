package io.lineside.gateway.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Platforms that ask for an order again and again, each over a connection of its own, which costs this program as little as
 * can be. All on one event loop; the counters may be read from any thread.
 */
final class PollLoad implements AutoCloseable {
    private static final int AT_ONCE = 200;
    private static final long PATIENCE_SECONDS = 60;

    /** Answers that there is nothing new. */
    final LongAdder unchanged = new LongAdder();
    /** Answers that are not that, and connections that were closed. */
    final LongAdder others = new LongAdder();

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    private final List<NetSocket> sockets = new ArrayList<>();
    private final int port;
    private volatile Latencies latencies = new Latencies();
    private long[] sent = {};
    private volatile boolean polling;

    PollLoad(int port) {
        this.port = port;
    }

    /** Opens so many connections. */
    void open(int connections) throws Exception {
        sent = new long[connections];
        for (int begin = 0; begin < connections; begin += AT_ONCE) {
            var some = new ArrayList<Future<NetSocket>>();
            for (int i = begin; i < Math.min(connections, begin + AT_ONCE); i++) {
                some.add(client.connect(port, "127.0.0.1"));
            }
            Future.all(some).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            some.forEach(socket -> keep(socket.result()));
        }
    }

    private void keep(NetSocket socket) {
        int number = sockets.size();
        sockets.add(socket);
        socket.handler(answer -> heard(number, answer)).closeHandler(closed -> {
            if (polling) {
                others.increment();
            }
        });
    }

    /** Each connection asks one of these requests, now and again after so many milliseconds. */
    void pollEvery(int millis, List<String> requests) {
        polling = true;
        double share = millis / (double) sockets.size();
        for (int i = 0; i < sockets.size(); i++) {
            int number = i;
            Buffer request = Buffer.buffer(requests.get(i % requests.size()).getBytes(StandardCharsets.US_ASCII));
            vertx.setTimer(Math.max(1, (long) (i * share)), first -> {
                ask(number, request);
                vertx.setPeriodic(millis, timer -> {
                    if (polling) {
                        ask(number, request);
                    } else {
                        vertx.cancelTimer(timer);
                    }
                });
            });
        }
    }

    private void ask(int number, Buffer request) {
        sent[number] = System.nanoTime();
        sockets.get(number).write(request);
    }

    private void heard(int number, Buffer answer) {
        latencies.add(System.nanoTime() - sent[number]);
        if (answer.length() > 12 && answer.getString(9, 12).equals("304")) {
            unchanged.increment();
        } else {
            others.increment();
        }
    }

    /** How long answers took since the last time that this was asked. */
    Latencies taken() {
        Latencies so = latencies;
        latencies = new Latencies();
        return so;
    }

    @Override
    public void close() {
        polling = false;
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
