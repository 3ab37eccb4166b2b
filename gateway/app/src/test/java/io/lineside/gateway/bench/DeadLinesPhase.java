package io.lineside.gateway.bench;

import io.lineside.gateway.bench.BenchSite.Kind;
import io.lineside.gateway.bench.BenchSite.Lines;
import java.util.ArrayList;
import java.util.List;

/** What healthy lines suffer when many others crash or hardly answer while they have work. */
final class DeadLinesPhase implements Phase {
    private static final int RATE = 100;
    private static final int OTHERS_RATE = 20;
    private static final int CONNECTIONS = 400;
    private static final int SETTLE_SECONDS = 8;

    private final int dead;

    DeadLinesPhase(int dead) {
        this.dead = dead;
    }

    @Override
    public void run(Stage stage) throws Exception {
        BenchSite site = stage.programs.site("dead", new Lines(5, 5, dead, false, 1));
        try (Rig rig = Rig.start(stage.programs, site, CONNECTIONS);
                var others = new OrderLoad(site.port("api"), CONNECTIONS, List.of(Kind.OTHER.product()))) {
            others.start();
            rig.awaitLines();
            stage.head();
            rig.warm(CONNECTIONS / 2);
            rig.load.sendEachSecond(RATE);
            others.sendEachSecond(OTHERS_RATE);
            Benchmark.pause(SETTLE_SECONDS);
            Measured before = stage.said("all lines well", Window.of(rig, Setting.SECONDS.number()));
            disturb(rig);
            Benchmark.pause(SETTLE_SECONDS);
            Measured among = stage.said(dead + " lines ill", Window.of(rig, Setting.SECONDS.number()));
            others.stop();
            String what = dead + " of " + site.present() + " lines crash or answer after 5 s: the others' ";
            GoalTable table = stage.table;
            table.atMost(
                    "P11",
                    what + "p99 of dispatch, to before",
                    among.times().dispatch().p99() / before.times().dispatch().p99(),
                    "x",
                    1.2);
            table.fact(
                    "P11",
                    what + "p99 of accepting, to before",
                    among.times().accept().p99() / before.times().accept().p99(),
                    "x");
            table.atMost("P11", what + "orders that did not end", (double) rig.drain(), "", 0);
            table.fact(
                    "P11",
                    what + "CPU of the gateway, to before",
                    among.cpu().gateway().toNanos()
                            / (double) before.cpu().gateway().toNanos(),
                    "x");
        }
    }

    private static void disturb(Rig rig) {
        List<String> lines = new ArrayList<>(rig.site.ids(Kind.OTHER));
        for (int i = 0; i < lines.size(); i++) {
            String line = "/lines/" + lines.get(i);
            if (i % 2 == 0) {
                rig.control("POST", line + "/crash", "");
            } else {
                rig.control("PATCH", line + "/behaviour", "{\"slow\":\"PT5S\"}");
            }
        }
    }
}
