package io.lineside.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one table of what faults cost, {@code target/fault-matrix.txt}. Tests of several classes write its rows, each row a
 * file of its own in {@code target/fault-matrix}; one that runs again writes its rows anew, and what no test of this run
 * wrote stays as it was. Rows called {@code N1} and so on are negative controls, in which the harness has to find
 * something. Thread-safe.
 */
public final class FaultTable {
    private static final Path ROWS = Path.of("target/fault-matrix");
    private static final Path LOCK = Path.of("target/fault-matrix.lock");
    private static final Path TABLE = Path.of("target/fault-matrix.txt");
    private static final String LINE = "%-4s %-44s %6s %7s %5s %6s %7s %5s %9s %9s  %s%n";

    private FaultTable() {}

    /** Writes a row; {@code note} is the seed, or what else there is to say. */
    public static void add(String row, String fault, Verdict verdict, String note) {
        List<Duration> recoveries = verdict.recoveries().stream().sorted().toList();
        say(
                row,
                fault,
                LINE.formatted(
                        row,
                        fault,
                        verdict.runs(),
                        verdict.acknowledged(),
                        verdict.lost(),
                        verdict.madeTwice(),
                        verdict.untrue(),
                        verdict.held(),
                        recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() / 2)),
                        recoveries.isEmpty() ? "-" : seconds(recoveries.get(recoveries.size() - 1)),
                        note),
                verdict.details());
    }

    /** Writes the row of a run that came to no verdict. */
    public static void brokenOff(String row, String fault, String note, Throwable failure) {
        String[] none = {"-", "-", "-", "-", "-", "-", "-", "-"};
        String line = LINE.formatted(
                row,
                fault,
                none[0],
                none[1],
                none[2],
                none[3],
                none[4],
                none[5],
                none[6],
                none[7],
                note + " BROKEN OFF");
        say(row, fault, line, List.of(row + " " + fault + ": " + failure));
    }

    private static synchronized void say(String row, String fault, String line, List<String> details) {
        System.out.print(line);
        System.out.flush();
        var text = new StringBuilder(line);
        details.forEach(detail -> text.append("  ").append(detail).append('\n'));
        // F9 comes before F10, and the controls after everything.
        write("%s%03d-%s".formatted(row.charAt(0), Integer.parseInt(row.substring(1)), fault), text);
    }

    private static void write(String name, CharSequence text) {
        try {
            Files.createDirectories(ROWS);
            // Tests may run in two programs at a time.
            try (var file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock ours = file.lock()) {
                assertThat(ours.isValid()).isTrue();
                Files.writeString(ROWS.resolve(name.replaceAll("[^A-Za-z0-9]+", "-")), text);
                Files.writeString(TABLE, text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows that there are, and below them what is wrong with any. */
    public static synchronized String text() {
        var text = new StringBuilder(LINE.formatted(
                "row", "fault", "runs", "orders", "lost", "twice", "untrue", "held", "recovery", "longest", "seed"));
        List<String> details = new ArrayList<>();
        for (List<String> row : rows()) {
            text.append(row.get(0)).append('\n');
            details.addAll(row.subList(1, row.size()));
        }
        details.forEach(detail -> text.append(detail).append('\n'));
        return text.toString();
    }

    private static List<List<String>> rows() {
        if (!Files.isDirectory(ROWS)) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROWS)) {
            for (Path file : files.sorted().toList()) {
                rows.add(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1_000.0);
    }
}
