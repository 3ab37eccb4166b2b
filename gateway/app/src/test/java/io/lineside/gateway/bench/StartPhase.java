package io.lineside.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From the start of the gateway's program to the first order, again and again; the plant is there all the time. */
final class StartPhase implements Phase {
    private static final int IDLE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 60;

    private final int starts;

    StartPhase(int starts) {
        this.starts = starts;
    }

    @Override
    public void run(Stage stage) throws Exception {
        BenchSite site = stage.programs.site("start", BenchSite.Lines.of(5, 5));
        List<Program> plants = new ArrayList<>(stage.programs.broker(site));
        List<Program> simulators = stage.programs.plants(site);
        plants.addAll(simulators);
        try {
            simulators.forEach(Program::awaitReady);
            List<Double> accepted = new ArrayList<>();
            List<Double> done = new ArrayList<>();
            List<Double> idle = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                one(stage, site, accepted, done, idle);
            }
            GoalTable table = stage.table;
            String with = Setting.LAUNCHER.text().isEmpty() ? "" : ", as distributed";
            table.atMost("P8", "start to first order accepted" + with, middle(accepted), "s", 2.5);
            table.atMost("P8", "start to first order done and seen" + with, middle(done), "s", 4);
            table.atMost("P9", "memory after the first order" + with, middle(idle), "MB", 200);
        } finally {
            plants.forEach(Program::close);
        }
    }

    private static void one(Stage stage, BenchSite site, List<Double> accepted, List<Double> done, List<Double> idle) {
        long begun = System.nanoTime();
        try (Program gateway = stage.programs.launched(site);
                var load = new OrderLoad(site.port("api"), 1, site.products())) {
            while (load.accepted.sum() == 0 && since(begun) < PATIENCE_SECONDS) {
                load.fill(1, 1);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            accepted.add(since(begun));
            String path = "/v1/orders/" + load.firstAccepted();
            while (!Rig.body(site.port("api"), path).contains("\"state\":\"Completed\"")
                    && since(begun) < PATIENCE_SECONDS) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            done.add(since(begun));
            Benchmark.pause(IDLE_SECONDS);
            idle.add((double) gateway.residentMegabytes());
            stage.say(
                    "first order accepted after %.2f s, done and seen after %.2f s, %.0f MB",
                    accepted.get(accepted.size() - 1), done.get(done.size() - 1), idle.get(idle.size() - 1));
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
    }
}
