package io.lineside.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/** Shows orders as bars that are redrawn in place on a terminal, or as a line for each ten percent elsewhere. */
final class ProgressBars {
    private static final int WIDTH = 40;
    private static final int STEP = 10;

    private final PrintWriter out;
    private final boolean terminal;
    private final List<FollowedOrder> orders;
    private final int[] shown;
    private boolean drawn;

    ProgressBars(PrintWriter out, boolean terminal, List<FollowedOrder> orders) {
        this.out = out;
        this.terminal = terminal;
        this.orders = orders;
        this.shown = new int[orders.size()];
        Arrays.fill(shown, -1);
    }

    void draw() {
        if (terminal) {
            redraw();
        } else {
            appendNews();
        }
        out.flush();
    }

    private void redraw() {
        if (drawn) {
            out.print("\u001b[" + orders.size() + "A");
        }
        drawn = true;
        orders.forEach(order -> out.println("\u001b[2K" + line(order)));
    }

    private void appendNews() {
        for (int i = 0; i < shown.length; i++) {
            int percent = percent(orders.get(i));
            boolean first = shown[i] < 0 && !orders.get(i).latest().isMissingNode();
            if (first || percent / STEP > shown[i] / STEP) {
                shown[i] = percent;
                out.println(line(orders.get(i)));
            }
        }
    }

    private static String line(FollowedOrder order) {
        JsonNode progress = order.latest().path("progress");
        int percent = percent(order);
        int filled = WIDTH * percent / 100;
        return String.format(
                "  %-28s [%s%s] %3d %%  %d of %d finished  %s",
                order.title(),
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                progress.path("finished").asInt(),
                progress.path("ordered").asInt(),
                order.latest().path("state").asText("Sent"));
    }

    private static int percent(FollowedOrder order) {
        return order.latest().path("progress").path("percent").asInt();
    }
}
