package io.lineside.gateway.bench;

import io.lineside.gateway.bench.BenchSite.Kind;
import io.lineside.gateway.bench.BenchSite.Lines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One order of one piece and of very many, and what others suffer from it. Their lines are other ones. */
final class LotsPhase implements Phase {
    private static final int RATE = 50;
    private static final int CONNECTIONS = 400;
    private static final int WARM_SECONDS = 60;
    private static final int SETTLE_SECONDS = 3;
    private static final int REPEATS = 3;
    /** So many pieces at least, so that what the JVM does beside counts for little. */
    private static final int PIECES = 2_000;

    private static final int REST_SECONDS = 5;
    private static final int MOST_REPEATS = 30;

    private final List<Integer> sizes;

    LotsPhase(List<Integer> sizes) {
        this.sizes = sizes;
    }

    @Override
    public void run(Stage stage) throws Exception {
        BenchSite site = stage.programs.site("lots", Lines.of(5, 5));
        try (Rig rig = Rig.start(stage.programs, site, CONNECTIONS);
                var others = new OrderLoad(site.port("api"), CONNECTIONS, List.of(Kind.MQTT.product()))) {
            others.start();
            rig.awaitLines();
            rig.warm(CONNECTIONS / 2);
            rig.load.order(List.of(Kind.OPCUA.product()));
            int most = sizes.stream().mapToInt(Integer::intValue).max().orElse(1);
            warm(rig, most);
            double rest = rest(rig);
            stage.table.fact("P13", "CPU of the gateway at rest", 100 * rest, "% of a core");
            sizes.forEach(size -> alone(stage, rig, size, rest));
            beside(stage, rig, others, most);
        }
    }

    /** What only large orders do, the JVM has not done yet. */
    private static void warm(Rig rig, int size) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WARM_SECONDS);
        while (System.nanoTime() < end) {
            one(rig, size);
        }
    }

    /** What the gateway takes while there is nothing to do, as a share of a core. */
    private static double rest(Rig rig) {
        Benchmark.pause(SETTLE_SECONDS);
        Duration cpu = rig.gateway.cpu();
        long begun = System.nanoTime();
        Benchmark.pause(REST_SECONDS);
        return rig.gateway.cpu().minus(cpu).toNanos() / (double) (System.nanoTime() - begun);
    }

    private static void alone(Stage stage, Rig rig, int size, double rest) {
        int repeats = Math.max(REPEATS, Math.min(MOST_REPEATS, PIECES / size));
        var window = new Window(rig);
        Duration cpu = rig.gateway.cpu();
        Duration compiling = rig.gateway.compiling();
        long begun = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            one(rig, size);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double used = rig.gateway.cpu().minus(cpu).toNanos() - rest * seconds * 1e9;
        double micros = used / 1000.0 / size / repeats;
        double compiler = rig.gateway.compiling().minus(compiling).toNanos() / 1000.0 / size / repeats;
        window.end();
        Latencies first = window.firstPieces();
        stage.say(
                "%,6d pieces: %.1f s an order, %.0f us CPU a piece beyond that at rest (%.0f of them the JIT compiler's), first piece begun %s ms (p50 / p99) after the order was accepted",
                size, seconds / repeats, micros, compiler, first.text());
        String what = "one order of %,d pieces: ".formatted(size);
        if (size > 1) {
            stage.table.atMost("P13", what + "CPU of the gateway beyond that at rest", micros, "us a piece", 60);
        } else {
            stage.table.fact("P13", what + "CPU of the gateway beyond that at rest", micros, "us a piece");
        }
        stage.table.atMost("P13", what + "accepted to first piece begun, p50", first.median(), "ms", 10);
    }

    private static void one(Rig rig, int size) {
        long done = rig.load.done.sum();
        rig.load.orderOne(size);
        rig.awaitDone(done + 1);
    }

    private static void beside(Stage stage, Rig rig, OrderLoad others, int size) {
        others.sendEachSecond(RATE);
        Benchmark.pause(SETTLE_SECONDS);
        others.note(true);
        Benchmark.pause(Setting.SECONDS.number());
        Measured.Times calm = times(rig, others);
        one(rig, size);
        Measured.Times busy = times(rig, others);
        others.stop();
        stage.say(
                "dispatch of orders on other lines: %s ms (p50 / p99) without, %s ms beside an order of %,d pieces",
                calm.dispatch().text(), busy.dispatch().text(), size);
        String what = "orders on other lines beside one of %,d pieces: ".formatted(size);
        stage.table.atMost(
                "P13",
                what + "p99 of dispatch",
                busy.dispatch().p99(),
                "ms",
                calm.dispatch().median() + 50);
        stage.table.fact(
                "P13", what + "p99 of dispatch without it", calm.dispatch().p99(), "ms");
    }

    private static Measured.Times times(Rig rig, OrderLoad others) {
        Measured.Times times = Window.times(rig.site, others.finished);
        others.finished.clear();
        return times;
    }
}
