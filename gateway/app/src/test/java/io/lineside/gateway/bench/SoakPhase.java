package io.lineside.gateway.bench;

/** A long time at seven tenths of what is possible: nothing may grow, slow down or get lost. */
final class SoakPhase {
    private static final double SHARE = 0.7;
    private static final int PARTS = 6;
    private static final int SUPPOSED = 500;

    private final int minutes;

    SoakPhase(int minutes) {
        this.minutes = minutes;
    }

    void run(Stage stage, Rig rig) {
        double peak = stage.figure(Stage.Figure.ORDERS);
        int rate = (int) (SHARE * (Double.isNaN(peak) ? SUPPOSED : peak));
        long incomplete = rig.load.incomplete();
        rig.load.sendEachSecond(rate);
        Benchmark.pause(5);
        Measured first = part(stage, rig, 1);
        Measured last = first;
        for (int i = 2; i <= PARTS; i++) {
            last = part(stage, rig, i);
        }
        long open = rig.drain();
        String at = minutes + " min at " + rate + "/s: ";
        GoalTable table = stage.table;
        table.atMost(
                "P15",
                at + "p99 of accepting, last sixth to first",
                last.times().accept().p99() / first.times().accept().p99(),
                "x",
                1.2);
        table.atMost(
                "P15",
                at + "p99 of OPC UA pieces to GET, last sixth to first",
                last.times().visibleOpcUa().p99() / first.times().visibleOpcUa().p99(),
                "x",
                1.2);
        table.atMost(
                "P15",
                at + "memory, last sixth to first",
                last.residentMegabytes() / (double) first.residentMegabytes(),
                "x",
                1.05);
        table.atMost("P15", at + "lost", open + rig.load.incomplete() - (double) incomplete, "orders", 0);
    }

    private Measured part(Stage stage, Rig rig, int number) {
        return stage.said("soak " + number + "/" + PARTS, Window.of(rig, Math.max(1, minutes * 60 / PARTS)));
    }
}
