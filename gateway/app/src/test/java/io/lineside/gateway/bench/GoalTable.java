package io.lineside.gateway.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out, beside what it should be: a row for each figure, in Markdown at the end. Confined to one thread. */
final class GoalTable {
    private final PrintStream out;
    private final List<Row> rows = new ArrayList<>();

    private record Row(String goal, String what, String measured, String aim, String ratio, String met) {
        String markdown() {
            return "| " + String.join(" | ", goal, what, measured, aim, ratio, met) + " |";
        }
    }

    GoalTable(PrintStream out) {
        this.out = out;
    }

    /** A figure that should be this or less. */
    void atMost(String goal, String what, double measured, String unit, double aim) {
        add(goal, what, measured, unit, "<= ", aim, measured <= aim);
    }

    /** A figure that should be this or more. */
    void atLeast(String goal, String what, double measured, String unit, double aim) {
        add(goal, what, measured, unit, ">= ", aim, measured >= aim);
    }

    /** A figure without an aim. */
    void fact(String goal, String what, double measured, String unit) {
        note(goal, what, number(measured) + unit(unit));
    }

    /** What no number says. */
    void note(String goal, String what, String measured) {
        add(new Row(goal, what, measured, "", "", ""));
    }

    /** A phase that could not be measured. */
    void failed(String phase, Exception failure) {
        String why = String.valueOf(failure).replace("|", "/").replace("\n", " ");
        add(new Row("", "phase " + phase, "failed: " + why, "", "", "no"));
    }

    private void add(String goal, String what, double measured, String unit, String sign, double aim, boolean met) {
        boolean known = !Double.isNaN(measured);
        String ratio = known && aim != 0 ? String.format(Locale.ROOT, "%.2f", measured / aim) : "";
        add(new Row(
                goal,
                what,
                known ? number(measured) + unit(unit) : "not measured",
                sign + number(aim) + unit(unit),
                ratio,
                met ? "yes" : "no"));
    }

    private void add(Row row) {
        rows.add(row);
        out.println("  " + row.markdown());
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        double size = Math.abs(value);
        String format = size == Math.rint(size) || size >= 100 ? "%,.0f" : size >= 10 ? "%,.1f" : "%,.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** The whole table. */
    String markdown() {
        var text = new StringBuilder(
                "| goal | what | measured | aim | measured : aim | met |\n|---|---|--:|--:|--:|---|\n");
        rows.forEach(row -> text.append(row.markdown()).append('\n'));
        return text.toString();
    }
}
