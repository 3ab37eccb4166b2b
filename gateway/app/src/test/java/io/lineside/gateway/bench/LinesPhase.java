package io.lineside.gateway.bench;

import java.util.List;

/** The same orders on few and on many OPC UA lines, each with a server of its own, and what lines cost that do nothing. */
final class LinesPhase implements Phase {
    private static final int RATE = 200;
    private static final int OPEN = 100;
    private static final int IDLE_SECONDS = 15;
    private static final int SETTLE_SECONDS = 10;
    private static final int MANY = 100;
    private static final int GATEWAY_MEGABYTES = 1_024;

    private final List<Integer> numbers;

    LinesPhase(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** What so many lines are like. */
    private record Many(int lines, double connectSeconds, double idlePercent, double micros, long megabytes) {}

    @Override
    public void run(Stage stage) throws Exception {
        stage.head();
        Many first = null;
        Many last = null;
        for (int lines : numbers) {
            long needed = Programs.megabytes(lines) + GATEWAY_MEGABYTES;
            if (needed > Machine.freeMegabytes()) {
                String why = "simulating them needs %,d MB of memory, free are %,d"
                        .formatted(needed, Machine.freeMegabytes());
                stage.table.note("P11", lines + " lines: not measured", why);
                continue;
            }
            last = with(stage, lines);
            first = first == null ? last : first;
            stage.say(
                    "%d lines: all connected after %.1f s, idle %.1f %% of a core, %d MB",
                    lines, last.connectSeconds(), last.idlePercent(), last.megabytes());
            stage.table.fact("P11", lines + " lines: CPU of the gateway", last.micros(), "us an order");
        }
        if (first != null && last != null && last.lines() > first.lines()) {
            String what = first.lines() + " to " + last.lines() + " lines: ";
            GoalTable table = stage.table;
            table.atMost("P11", what + "CPU of an order", last.micros() / first.micros(), "x", 1.15);
            String idle = last.lines() + " lines, nothing to do: ";
            table.atMost("P11", idle + "CPU of the gateway", last.idlePercent(), "% of a core", 20);
            table.atMost("P11", idle + "ready to all connected", last.connectSeconds(), "s", 15);
            double each = (last.megabytes() - first.megabytes()) / (double) (last.lines() - first.lines());
            table.atMost("P9", idle + "memory for each", each, "MB", 0.6);
        }
    }

    private static Many with(Stage stage, int lines) throws Exception {
        int plants = lines > MANY ? Math.max(1, Setting.PLANTS.number()) : 1;
        BenchSite site = stage.programs.site("lines-" + lines, new BenchSite.Lines(lines, 0, 0, false, plants));
        try (Rig rig = Rig.start(stage.programs, site, 2 * OPEN)) {
            double connected = rig.awaitLines();
            Benchmark.pause(SETTLE_SECONDS);
            double idle = Window.of(rig, IDLE_SECONDS).gatewayPercent();
            // So that what was needed for connecting alone does not count.
            rig.gateway.liveHeap();
            long megabytes = rig.gateway.residentMegabytes();
            rig.warm(OPEN);
            rig.load.sendEachSecond(RATE);
            Benchmark.pause(2);
            Measured flow = stage.said(lines + " lines, " + RATE + "/s", Window.of(rig, Setting.SECONDS.number()));
            rig.drain();
            return new Many(lines, connected, idle, flow.gatewayMicros(), megabytes);
        }
    }
}
