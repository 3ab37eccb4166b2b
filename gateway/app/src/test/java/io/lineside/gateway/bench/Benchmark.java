package io.lineside.gateway.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the whole chain on this machine: a platform, the gateway and plants of simulated lines as programs of their own;
 * orders that are accepted durably, made by OPC UA and MQTT lines, and seen as Completed by the platform. Beside that, what
 * the same machine can do without a gateway. Ends with one table of all goals.
 *
 * <p>What can be set is in {@link Setting}; {@code -Dbench.help} prints it.
 */
public final class Benchmark {
    private static final String SOAK = "soak";

    private final PrintStream out = System.out;
    private final GoalTable table = new GoalTable(out);
    private final Path work;
    private boolean failed;

    private Benchmark(Path work) {
        this.work = work;
    }

    /** Runs the phases that are wanted; ends with 1 where one of them failed, and leaves its programs' logs then. */
    public static void main(String[] arguments) throws Exception {
        if (Setting.HELP.isPresent()) {
            Setting.print(System.out);
            return;
        }
        // A gateway that is killed resets connections, which is what is measured.
        System.setProperty("lineside.log.levels", "error,io.vertx.core.net.impl.ConnectionBase=off");
        Path work = Files.createTempDirectory("lineside-bench");
        // Gigabytes, which nobody would look for after a Ctrl-C.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work, false), "bench-tidy"));
        var benchmark = new Benchmark(work);
        benchmark.run();
        delete(work, !benchmark.failed);
        if (benchmark.failed) {
            System.out.println("logs are in " + work);
            System.exit(1);
        }
    }

    private void run() throws IOException {
        long begun = System.nanoTime();
        String machine = Machine.words(work);
        var stage = new Stage(new Programs(work), table, out);
        Map<String, Phase> phases = phases();
        if (Files.getFileStore(work).type().equals("tmpfs")) {
            table.note("", "the store is in memory: nothing here is durable, and no figure counts", "tmpfs at " + work);
        }
        for (Map.Entry<String, Phase> each : phases.entrySet()) {
            out.println();
            out.println("== " + each.getKey());
            run(each.getKey(), each.getValue(), stage);
        }
        String text = machine + "\n\n" + table.markdown() + "\nMade by `mvn -Pbench" + Setting.given() + "` in "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s.\n";
        out.println();
        out.print(text);
        if (!Setting.TABLE.text().isEmpty()) {
            Files.writeString(Path.of(Setting.TABLE.text()), text);
        }
    }

    // The top of everything: one phase that fails does not take the others' figures with it.
    private void run(String name, Phase phase, Stage stage) {
        try {
            phase.run(stage);
            delete(work, false);
        } catch (Exception e) {
            failed = true;
            e.printStackTrace(out);
            table.failed(name, e);
        }
    }

    private static Map<String, Phase> phases() {
        Map<String, Phase> all = new LinkedHashMap<>();
        all.put("limits", new LimitsPhase());
        Set<String> wanted = new LinkedHashSet<>(Setting.PHASES.texts());
        boolean every = wanted.remove("all");
        Set<String> load = new LinkedHashSet<>(LoadPhases.NAMES);
        load.removeIf(name -> !wanted.contains(name) && (!every || name.equals(SOAK)));
        if (!load.isEmpty()) {
            all.put("load", new LoadPhases(load));
        }
        all.put("start", new StartPhase(Setting.STARTS.number()));
        all.put("backlog", new BacklogPhase(Setting.BACKLOG.number()));
        all.put("lines", new LinesPhase(Setting.LINES.numbers()));
        all.put("dead", new DeadLinesPhase(Setting.DEAD.number()));
        all.put("lots", new LotsPhase(Setting.LOTS.numbers()));
        all.put(
                "plans",
                stage -> PlanMeasure.measure(stage.out, stage.programs.folder("plans"), Setting.PLANS.number()));
        Set<String> known = new LinkedHashSet<>(all.keySet());
        known.addAll(LoadPhases.NAMES);
        List<String> unknown =
                wanted.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    Setting.PHASES.property() + ": must name phases, was " + unknown + "; allowed: all, " + known);
        }
        if (!every) {
            all.keySet().removeIf(name -> !name.equals("load") && !wanted.contains(name));
        }
        return all;
    }

    /** Waits so long, whatever wakes it before. */
    static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** As far as it can be done: programs that are just being ended may write still. */
    private static void delete(Path folder, boolean logs) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (logs || !file.toString().endsWith(".log")) {
                    delete(file);
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            System.err.println("can not clear up " + folder + ": " + gone.getMessage());
        }
    }

    private static void delete(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException logsInIt) {
            // Then it stays.
        }
    }
}
