package io.lineside.gateway.bench;

import java.util.Set;

/** What one warm gateway with ten lines is measured at: full load, steady rates, pollers, overload and a long time. */
final class LoadPhases implements Phase {
    static final Set<String> NAMES = Set.of("sustained", "rates", "pollers", "overload", "soak");

    private static final double NODE_RED = 514;
    private static final double NODE_RED_SQLITE = 291;
    /** The publishing interval that OPC UA lines are asked for by default, in milliseconds. */
    private static final double PUBLISHING = 100;

    private static final int SETTLE_SECONDS = 3;

    private final Set<String> chosen;

    /** The phases of {@link #NAMES} that run. */
    LoadPhases(Set<String> chosen) {
        this.chosen = chosen;
    }

    @Override
    public void run(Stage stage) throws Exception {
        int open = Setting.OPEN.number();
        BenchSite site = stage.programs.site("load", BenchSite.Lines.of(5, 5));
        try (Rig rig = Rig.start(stage.programs, site, 2 * open)) {
            double lines = rig.awaitLines();
            stage.say("gateway ready after %.1f s, %d lines %.1f s later", rig.readySeconds, site.present(), lines);
            stage.head();
            rig.load.keepOpen(open);
            rig.awaitWarm(Setting.BEFORE.number());
            sustained(stage, rig);
            if (chosen.contains("rates")) {
                rates(stage, rig);
            }
            if (chosen.contains("pollers")) {
                new PollPhase(Setting.POLLERS.numbers()).run(stage, rig);
            }
            if (chosen.contains("overload")) {
                new OverloadPhase(Setting.OVERLOAD.number()).run(stage, rig);
            }
            if (chosen.contains("soak")) {
                new SoakPhase(Setting.SOAK.number()).run(stage, rig);
            }
        }
    }

    private static void sustained(Stage stage, Rig rig) {
        Measured full =
                stage.said("sustained, " + Setting.OPEN.number() + " open", Window.of(rig, Setting.SECONDS.number()));
        long open = rig.drain();
        double orders = full.ordersPerSecond();
        stage.keep(Stage.Figure.ORDERS, orders);
        stage.keep(Stage.Figure.ACCEPT, full.times().accept().p99());
        GoalTable table = stage.table;
        table.atLeast("P1", "durable orders, end to end", orders, "orders/s", 2_500);
        table.atLeast("P1", "the same beside Node-RED, in memory (514/s)", orders / NODE_RED, "x", 5);
        table.atLeast("P1", "the same beside Node-RED with SQLite (291/s)", orders / NODE_RED_SQLITE, "x", 8);
        table.atMost("P2", "CPU of the gateway", full.gatewayMicros(), "us an order", 400);
        double parts = Math.min(stage.figure(Stage.Figure.CALLS), stage.figure(Stage.Figure.ROWS));
        table.atLeast("P3", "orders to the lower of raw OPC UA calls and SQLite rows", orders / parts, "", 0.25);
        table.fact("", "commits, each with one fsync", full.commitsPerOrder(), "an order");
        table.fact("", "written to disk", full.kilobytesPerOrder(), "KB an order");
        table.atMost("P9", "memory of the gateway under full load", (double) full.residentMegabytes(), "MB", 400);
        table.atMost("P7", "orders that did not end as Completed", rig.load.incomplete() + (double) open, "", 0);
    }

    private static void rates(Stage stage, Rig rig) {
        for (int rate : Setting.RATES.numbers()) {
            rig.load.sendEachSecond(rate);
            Benchmark.pause(SETTLE_SECONDS);
            Measured steady = stage.said(rate + " orders/s", Window.of(rig, Setting.SECONDS.number()));
            rig.drain();
            Measured.Times times = steady.times();
            String at = " at " + rate + "/s, ";
            GoalTable table = stage.table;
            table.atMost("P4", "accepted durably" + at + "p50", times.accept().median(), "ms", 1.5);
            table.atMost("P4", "accepted durably" + at + "p99", times.accept().p99(), "ms", 6);
            table.atMost(
                    "P5",
                    "sent to begun at the line" + at + "p50",
                    times.dispatch().median(),
                    "ms",
                    2);
            table.atMost(
                    "P5",
                    "sent to begun at the line" + at + "p99",
                    times.dispatch().p99(),
                    "ms",
                    8);
            table.atMost(
                    "P6",
                    "made to GET, OPC UA" + at + "p50",
                    times.visibleOpcUa().median(),
                    "ms",
                    PUBLISHING / 2 + 5);
            table.atMost(
                    "P6",
                    "made to GET, OPC UA" + at + "p99",
                    times.visibleOpcUa().p99(),
                    "ms",
                    PUBLISHING + 30);
            table.atMost(
                    "P6", "made to GET, MQTT" + at + "p50", times.visibleMqtt().median(), "ms", 3);
            table.atMost(
                    "P6", "made to GET, MQTT" + at + "p99", times.visibleMqtt().p99(), "ms", 15);
            table.fact("", "CPU of the gateway" + at.replace(",", ""), steady.gatewayMicros(), "us an order");
        }
    }
}
