package io.lineside.gateway.notify.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own way to look up names, which blocks: each host has at most one thread waiting, so that one whose name
 * server is away holds up nobody else. Thread-safe.
 */
public final class SystemNames implements Names, AutoCloseable {
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "lineside-webhook-names");
                thread.setDaemon(true);
                return thread;
            });
    private final Map<String, CompletableFuture<List<InetAddress>>> asked = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<List<InetAddress>> addresses(String host) {
        var mine = new CompletableFuture<List<InetAddress>>();
        CompletableFuture<List<InetAddress>> first = asked.putIfAbsent(host, mine);
        if (first != null) {
            return first;
        }
        try {
            threads.execute(() -> lookUp(host, mine));
        } catch (RejectedExecutionException stopped) {
            end(host, mine, stopped);
        }
        return mine;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            answer.complete(List.of(InetAddress.getAllByName(host)));
            asked.remove(host);
        } catch (UnknownHostException | RuntimeException e) {
            end(host, answer, e);
        }
    }

    private void end(String host, CompletableFuture<List<InetAddress>> answer, Exception reason) {
        answer.completeExceptionally(reason);
        asked.remove(host);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
