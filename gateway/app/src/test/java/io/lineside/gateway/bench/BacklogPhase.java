package io.lineside.gateway.bench;

import io.lineside.gateway.bench.BenchSite.Kind;
import io.lineside.gateway.bench.BenchSite.Lines;
import java.util.List;
import java.util.OptionalLong;

/**
 * Orders that pile up because their lines are away: how fast they are taken, what others, which flow on, cost when there are
 * many of them, what they take in memory, and how long the gateway needs after it was killed among them.
 */
final class BacklogPhase implements Phase {
    private static final int FEW = 1_000;
    /** With more than these a start may take longer. */
    private static final int MANY = 100_000;

    private static final int AT_ONCE = 128;
    private static final int RATE = 200;
    private static final int SETTLE_SECONDS = 3;

    private final int most;

    BacklogPhase(int most) {
        this.most = most;
    }

    /** What it is like among so many. */
    private record Among(long open, double micros, Latencies accept, OptionalLong heap, long megabytes) {}

    @Override
    public void run(Stage stage) throws Exception {
        BenchSite site = stage.programs.site("backlog", new Lines(0, 5, 5, true, 1));
        try (Rig rig = Rig.start(stage.programs, site, 2 * AT_ONCE)) {
            rig.awaitLines();
            rig.warm(AT_ONCE);
            stage.head();
            fill(rig, FEW);
            Among few = measured(stage, rig, FEW);
            burst(stage, rig, Math.max(0, most - FEW));
            Among many = measured(stage, rig, most);
            growth(stage.table, few, many);
            rig.load.sendEachSecond(RATE);
            Benchmark.pause(SETTLE_SECONDS);
            rig.gateway.kill();
            rig.load.close();
            restarted(stage, site, rig.load);
        }
    }

    private static void fill(Rig rig, int orders) {
        rig.load.order(List.of(Kind.OTHER.product()));
        rig.load.fill(orders, AT_ONCE);
    }

    private static void burst(Stage stage, Rig rig, int orders) {
        long refused = rig.load.refused.sum();
        rig.load.taken();
        long begun = System.nanoTime();
        var cpu = rig.gateway.cpu();
        fill(rig, orders);
        double seconds = (System.nanoTime() - begun) / 1e9;
        double micros = rig.gateway.cpu().minus(cpu).toNanos() / 1000.0 / Math.max(1, orders);
        double perSecond = (orders - (rig.load.refused.sum() - refused)) / seconds;
        String name = "burst of %,d orders, lines away, %d at once: ".formatted(orders, AT_ONCE);
        Latencies taken = rig.load.taken();
        stage.table.fact("", name + "accepted durably", perSecond, "orders/s");
        stage.table.fact("", name + "p99 of accepting", taken.p99(), "ms");
        stage.table.fact("", name + "CPU of the gateway", micros, "us an order");
        stage.table.fact("", name + "refused", rig.load.refused.sum() - (double) refused, "");
    }

    /** Orders that flow while so many do not. */
    private static Among measured(Stage stage, Rig rig, int open) {
        rig.load.order(List.of(Kind.MQTT.product()));
        rig.load.sendEachSecond(RATE);
        Benchmark.pause(SETTLE_SECONDS);
        Measured flow =
                stage.said("%,d open, %d/s flow".formatted(open, RATE), Window.of(rig, Setting.SECONDS.number()));
        rig.drain();
        return new Among(
                open, flow.gatewayMicros(), flow.times().accept(), rig.gateway.liveHeap(), flow.residentMegabytes());
    }

    private static void growth(GoalTable table, Among few, Among many) {
        String what = "%,d to %,d open orders: ".formatted(few.open(), many.open());
        table.atMost("P10", what + "CPU of an order that flows", many.micros() / few.micros(), "x", 1.2);
        table.atMost(
                "P10",
                what + "p99 of accepting",
                many.accept().p99() / few.accept().p99(),
                "x",
                1.2);
        if (few.heap().isPresent() && many.heap().isPresent()) {
            double heap = many.heap().getAsLong() - (double) few.heap().getAsLong();
            table.atMost("P10", what + "heap for each", heap / 1024 / Math.max(1, many.open() - few.open()), "KB", 1);
        }
        table.atMost("P9", "memory with %,d open orders".formatted(many.open()), (double) many.megabytes(), "MB", 400);
    }

    private void restarted(Stage stage, BenchSite site, OrderLoad before) {
        long begun = System.nanoTime();
        try (Program gateway = stage.programs.launched(site);
                var load = new OrderLoad(site.port("api"), 1, List.of(Kind.OTHER.product()))) {
            gateway.awaitReady();
            load.fill(1, 1);
            double seconds = (System.nanoTime() - begun) / 1e9;
            String what =
                    "killed with %,d open orders, under load: ".formatted(before.accepted.sum() - before.done.sum());
            stage.say("%sfirst order %.1f s after, gateway %d MB", what, seconds, gateway.residentMegabytes());
            boolean many = most > MANY;
            stage.table.atMost(
                    many ? "P10" : "P8", what + "start to first order accepted", seconds, "s", many ? 30 : 5);
            long missing = before.sample.stream()
                    .filter(id -> Rig.status(site.port("api"), "/v1/orders/" + id) != 200)
                    .count();
            stage.table.atMost(
                    "P7",
                    what + "missing of %,d accepted orders that were asked for".formatted(before.sample.size()),
                    (double) missing,
                    "",
                    0);
        }
    }
}
