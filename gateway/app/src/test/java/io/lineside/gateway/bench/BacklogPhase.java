package io.lineside.gateway.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Orders that pile up because no line is there: what the next one costs when there are many, what they take in memory, and
 * how long the gateway needs after it was killed among them.
 */
final class BacklogPhase {
    private static final int FEW = 1_000;
    private static final int AT_ONCE = 128;
    private static final int RATE = 200;
    private static final int SECONDS = 15;

    private final PrintStream out;
    private final BenchSite site;
    private final Supplier<Program> gateways;
    private final int most;

    BacklogPhase(PrintStream out, BenchSite site, Supplier<Program> gateways, int most) {
        this.out = out;
        this.site = site;
        this.gateways = gateways;
        this.most = most;
    }

    void run() throws Exception {
        try (Program gateway = gateways.get();
                var load = new OrderLoad(site.port("api"), 2 * AT_ONCE)) {
            gateway.awaitReady();
            long begun = System.nanoTime();
            fill(load, FEW);
            measured(gateway, load);
            fill(load, most - (int) load.accepted.sum());
            say(
                    "%,d orders taken in %d s; %d refused",
                    load.accepted.sum(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), load.refused.sum());
            measured(gateway, load);
            gateway.kill();
            restarted(load.accepted.sum());
        }
    }

    private static void fill(OrderLoad load, int orders) throws Exception {
        load.fill(orders, AT_ONCE).toCompletionStage().toCompletableFuture().get(30, TimeUnit.MINUTES);
    }

    private void measured(Program gateway, OrderLoad load) {
        load.fillEvery(1_000_000L / RATE);
        Benchmark.pause(SECONDS);
        load.taken();
        long open = load.accepted.sum();
        Duration cpu = gateway.cpu();
        Benchmark.pause(SECONDS);
        load.stop();
        long taken = Math.max(1, load.accepted.sum() - open);
        say(
                "with %,7d open orders: %d orders/s taken in %s ms (p50 / p99), %.0f us CPU an order, gateway %d MB",
                open,
                taken / SECONDS,
                load.taken().text(),
                gateway.cpu().minus(cpu).toNanos() / 1000.0 / taken,
                gateway.residentMegabytes());
    }

    private void restarted(long open) throws Exception {
        long begun = System.nanoTime();
        try (Program gateway = gateways.get();
                var load = new OrderLoad(site.port("api"), 1)) {
            gateway.awaitReady();
            long ready = millisSince(begun);
            // By a key that it knows from before.
            fill(load, 1);
            say(
                    "killed with %,d open orders, started again: ready after %d ms, first order after %d ms, gateway %d MB",
                    open, ready, millisSince(begun), gateway.residentMegabytes());
        }
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
