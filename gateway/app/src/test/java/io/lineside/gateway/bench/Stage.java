package io.lineside.gateway.bench;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What phases share: where they start programs and where they say what came out. Confined to one thread. */
final class Stage {
    /** Figures of one phase that another needs. */
    enum Figure {
        /** Raw OPC UA calls a second. */
        CALLS,
        /** SQLite rows a second. */
        ROWS,
        /** Orders a second of the phase sustained. */
        ORDERS,
        /** p99 of accepting them, in milliseconds. */
        ACCEPT
    }

    final Programs programs;
    final GoalTable table;
    final PrintStream out;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    Stage(Programs programs, GoalTable table, PrintStream out) {
        this.programs = programs;
        this.table = table;
        this.out = out;
    }

    void keep(Figure figure, double value) {
        figures.put(figure, value);
    }

    /** Not a number where its phase did not run. */
    double figure(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    void head() {
        out.println(Window.head());
    }

    Measured said(String phase, Measured measured) {
        out.println(measured.line(phase));
        return measured;
    }
}
