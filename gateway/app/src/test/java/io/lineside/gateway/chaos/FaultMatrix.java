package io.lineside.gateway.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table that the run ends with. */
final class FaultMatrix {
    /** Program of the broker that keeps files; rows that need it are left out without. */
    static final String MOSQUITTO = "lineside.test.mosquitto";

    private static final String LINE = "%-4s %-40s %6s %7s %5s %6s %7s %5s %9s %9s  %s%n";

    private final Map<Integer, String> rows = new TreeMap<>();
    private final Map<Integer, List<String>> details = new TreeMap<>();

    synchronized void add(int number, Scenario scenario, long seed, Verdict verdict) {
        List<Duration> recoveries = verdict.recoveries().stream().sorted().toList();
        say(
                number,
                LINE.formatted(
                        scenario.row(),
                        scenario.fault(),
                        verdict.faults(),
                        verdict.acknowledged(),
                        verdict.lost(),
                        verdict.madeTwice(),
                        verdict.untrue(),
                        verdict.held(),
                        recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() / 2)),
                        recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() - 1)),
                        seed));
        details.put(number, new ArrayList<>(verdict.details()));
    }

    synchronized void failed(int number, Scenario scenario, long seed, Throwable failure) {
        say(
                number,
                LINE.formatted(
                        scenario.row(),
                        scenario.fault(),
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        seed + " BROKEN OFF"));
        details.put(number, new ArrayList<>(List.of(scenario.row() + " " + scenario.fault() + ": " + failure)));
    }

    private void say(int number, String row) {
        rows.put(number, row);
        System.out.print(row);
        System.out.flush();
    }

    synchronized String text() {
        var text = new StringBuilder(LINE.formatted(
                "row", "fault", "faults", "orders", "lost", "twice", "untrue", "held", "recovery", "longest", "seed"));
        rows.values().forEach(text::append);
        details.values()
                .forEach(list ->
                        list.forEach(detail -> text.append("  ").append(detail).append('\n')));
        return text.toString();
    }

    void write(Path file) {
        try {
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1_000.0);
    }
}
