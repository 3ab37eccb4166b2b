package io.lineside.gateway.bench;

/** Three times as many orders as the gateway can take, and what is left of the order of things then and afterwards. */
final class OverloadPhase {
    private static final int TIMES = 3;
    private static final int CALM_RATE = 50;
    private static final int CALM_SECONDS = 30;
    /** Where the phase sustained did not run. */
    private static final int SUPPOSED = 1_000;

    private final int seconds;

    OverloadPhase(int seconds) {
        this.seconds = seconds;
    }

    void run(Stage stage, Rig rig) {
        OrderLoad load = rig.load;
        double peak = stage.figure(Stage.Figure.ORDERS);
        int rate = (int) (TIMES * (Double.isNaN(peak) ? SUPPOSED : peak));
        double calm = calm(load, 5).p99();
        long before = rig.gateway.residentMegabytes();
        long unsent = load.unsent.sum();
        long badly = load.refusedBadly.sum();
        long accepted = load.accepted.sum();
        load.sendEachSecond(rate);
        var window = new Window(rig);
        Benchmark.pause(seconds);
        load.stop();
        double taken = load.taken().p99();
        Measured flood = stage.said("overload, " + rate + "/s", window.end());
        accepted = load.accepted.sum() - accepted;
        unsent = load.unsent.sum() - unsent;
        double normal = secondsToNormal(load, calm);
        long growth = rig.gateway.residentMegabytes() - before;
        long left = rig.drain();
        stage.say(
                "overload: %,d accepted, %,d refused, %,d found all connections of the generator in use; %.1f ms (p99) to be"
                        + " accepted before, %d orders never ended",
                accepted, flood.refused(), unsent, calm, left);
        GoalTable table = stage.table;
        String at = "overload of " + rate + "/s for " + seconds + " s: ";
        table.fact("P14", at + "accepted", accepted / (double) seconds, "orders/s");
        table.fact("P14", at + "refused", flood.refused() / (double) seconds, "orders/s");
        table.atMost("P14", at + "refused without Retry-After", load.refusedBadly.sum() - (double) badly, "", 0);
        table.atMost(
                "P14", at + "p99 of accepting to that of full load", taken / stage.figure(Stage.Figure.ACCEPT), "x", 3);
        table.atLeast("P14", at + "orders that ended, to full load", flood.ordersPerSecond() / peak, "x", 0.9);
        table.atMost("P14", at + "memory grew by", (double) growth, "MB", 50);
        table.atMost("P14", at + "accepts as before again after", normal, "s", 2);
        table.atMost("P14", at + "accepted and never ended", (double) left, "", 0);
    }

    private static Latencies calm(OrderLoad load, int forSeconds) {
        load.sendEachSecond(CALM_RATE);
        Benchmark.pause(1);
        load.taken();
        Benchmark.pause(forSeconds);
        load.stop();
        return load.taken();
    }

    /** Until nine of ten orders of a second were accepted as fast as 99 of 100 were in the calm; given up after half a minute. */
    private static double secondsToNormal(OrderLoad load, double calm) {
        long begun = System.nanoTime();
        load.taken();
        load.sendEachSecond(CALM_RATE);
        try {
            for (int second = 0; second < CALM_SECONDS; second++) {
                Benchmark.pause(1);
                Latencies last = load.taken();
                if (last.count() > CALM_RATE / 2 && last.at(0.9) <= Math.max(calm, 2)) {
                    return (System.nanoTime() - begun) / 1e9 - 1;
                }
            }
            return CALM_SECONDS;
        } finally {
            load.stop();
        }
    }
}
