package io.lineside.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.chaos.Ports;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Measures the whole chain on this machine: a load generator, the gateway and a plant of simulated lines in three processes,
 * orders of one piece that are accepted durably, made by OPC UA and MQTT lines, and seen as Completed by the platform.
 * Prints one table, with the machine's own limits beside it.
 */
public final class Benchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ORDER = Pattern.compile("(ord_[0-9A-Z]{26})-1-make.*");

    private final PrintStream out = System.out;
    private final Path work;
    private final int warmSeconds;
    private final int seconds;
    private final int open;
    private final List<String> gatewayOptions;
    private final List<String> plantOptions;
    private final String mosquitto;

    private Benchmark(Path work) {
        this.work = work;
        warmSeconds = Integer.getInteger("bench.warm", 30);
        seconds = Integer.getInteger("bench.seconds", 20);
        open = Integer.getInteger("bench.open", 400);
        gatewayOptions = List.of(System.getProperty("bench.gateway", "-Xmx512m").split(" "));
        mosquitto = System.getProperty("bench.mosquitto", "");
        plantOptions = List.of(System.getProperty("bench.plant", "-Xmx1g").split(" "));
    }

    /**
     * Runs it; settings are the system properties {@code bench.warm}, {@code bench.seconds}, {@code bench.open} and
     * {@code bench.plans}, {@code bench.pollers}
     * and {@code bench.backlog} (0 for none), the JVM options {@code bench.gateway} and {@code bench.plant}, and {@code bench.mosquitto}, the
     * path of a Mosquitto to use in place of the plant's own broker.
     */
    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("lineside-bench");
        new Benchmark(work).run();
        System.out.println();
        PlanMeasure.measure(
                System.out, Files.createDirectories(work.resolve("plan")), Integer.getInteger("bench.plans", 30));
        // After a failure the programs' logs stay.
        try (var files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void run() throws Exception {
        var limits = new Limits(work);
        double disk = limits.syncedByGroups();
        double sqlite = limits.sqliteByGroups();
        say(
                "this machine: %,.0f rows/s synced one by one, %,.0f rows/s synced 64 at a time, SQLite %,.0f rows/s 64 to a transaction",
                limits.syncedOneByOne(), disk, sqlite);
        var site = new BenchSite(work.resolve("site"), 5, 5, Duration.ofMillis(1), mosquitto.isEmpty());
        site.write();
        backlog();
        if (mosquitto.isEmpty()) {
            run(site, disk, sqlite);
        } else {
            try (Program broker = broker(site)) {
                say("broker: %s, %d MB", mosquitto, broker.residentMegabytes());
                run(site, disk, sqlite);
            }
        }
    }

    private void run(BenchSite site, double disk, double sqlite) throws Exception {
        try (Program plant = plant(site)) {
            plant.awaitReady();
            long begun = System.nanoTime();
            try (Program gateway = gateway(site);
                    var load = new OrderLoad(site.port("api"), 2 * open)) {
                gateway.awaitReady();
                say("gateway ready after %d ms, %d MB", millisSince(begun), gateway.residentMegabytes());
                awaitLines(site);
                say("%d lines connected after %d ms", site.lines(), millisSince(begun));
                table();
                load.keepOpen(open);
                pause(warmSeconds);
                double throughput = measure("sustained, " + open + " open", load, gateway, plant, site);
                load.stop();
                drain(load);
                for (int rate : List.of(100, 250)) {
                    load.sendEvery(1_000_000L / rate);
                    pause(3);
                    measure(rate + " orders/s", load, gateway, plant, site);
                    load.stop();
                    drain(load);
                }
                polls(site, gateway);
                say(
                        "ratios: sustained orders/s to SQLite rows/s %.3f, to disk rows/s %.4f",
                        throughput / sqlite, throughput / disk);
            }
        }
    }

    /** A site whose plant is not there. */
    private void backlog() throws Exception {
        int most = Integer.getInteger("bench.backlog", 100_000);
        if (most > 0) {
            var site = new BenchSite(work.resolve("backlog"), 5, 5, Duration.ofMillis(1), false);
            site.write();
            new BacklogPhase(out, site, () -> gateway(site), most).run();
        }
    }

    private void polls(BenchSite site, Program gateway) throws Exception {
        int pollers = Integer.getInteger("bench.pollers", 10_000);
        int port = Ports.next();
        if (pollers > 0) {
            String main = BareHttp.class.getName();
            try (Program bare =
                    Program.start("bare", work.resolve("logs"), gatewayOptions, main, List.of(String.valueOf(port)))) {
                bare.awaitReady();
                new PollPhase(out, pollers).run(gateway, site.port("api"), bare, port);
            }
        }
    }

    private void table() {
        say(
                "%-24s %9s %8s %9s %9s %9s %7s %14s %14s %14s %8s",
                "phase",
                "orders/s",
                "refused",
                "gw us",
                "plant us",
                "load us",
                "polls",
                "accept ms",
                "dispatch ms",
                "visible ms",
                "gw MB");
    }

    private double measure(String phase, OrderLoad load, Program gateway, Program plant, BenchSite site)
            throws Exception {
        load.finished.clear();
        load.note(true);
        long done = load.done.sum();
        long refused = load.refused.sum();
        long polls = load.polls.sum();
        Duration gatewayCpu = gateway.cpu();
        Duration plantCpu = plant.cpu();
        Duration loadCpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        long begun = System.nanoTime();
        pause(seconds);
        double elapsed = (System.nanoTime() - begun) / 1e9;
        long made = load.done.sum() - done;
        Duration loadUsed = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .minus(loadCpu);
        double gatewayUsed = micros(gateway.cpu().minus(gatewayCpu), made);
        double plantUsed = micros(plant.cpu().minus(plantCpu), made);
        load.note(false);
        var accept = new Latencies();
        var dispatch = new Latencies();
        var visible = new Latencies();
        latencies(site, load, accept, dispatch, visible);
        say(
                "%-24s %9.0f %8d %9.0f %9.0f %9.0f %7.1f %14s %14s %14s %8d",
                phase,
                made / elapsed,
                load.refused.sum() - refused,
                gatewayUsed,
                plantUsed,
                micros(loadUsed, made),
                (load.polls.sum() - polls) / (double) Math.max(1, made),
                accept.text(),
                dispatch.text(),
                visible.text(),
                gateway.residentMegabytes());
        return made / elapsed;
    }

    /** The plant's ledger says when each piece was made: it began at the line the time of a piece earlier. */
    private void latencies(BenchSite site, OrderLoad load, Latencies accept, Latencies dispatch, Latencies visible)
            throws Exception {
        load.finished.values().forEach(times -> accept.add(times.accepted() - times.sent()));
        try (var lines = Files.lines(site.folder().resolve("made").resolve("made.ndjson"))) {
            lines.filter(line -> line.endsWith("}")).forEach(line -> {
                JsonNode piece = json(line);
                var job = ORDER.matcher(piece.path("jobOrderId").asText());
                if (job.matches()) {
                    OrderLoad.Times times = load.finished.get(job.group(1));
                    if (times != null) {
                        Instant at = Instant.parse(piece.path("madeAt").asText());
                        long made = at.getEpochSecond() * 1_000_000_000L + at.getNano();
                        dispatch.add(made - times.sent());
                        visible.add(times.visible() - made);
                    }
                }
            });
        }
    }

    private void awaitLines(BenchSite site) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port("management") + "/health"))
                .build();
        while (!http.send(request, HttpResponse.BodyHandlers.ofString()).body().contains("\"status\":\"UP\"")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void drain(OrderLoad load) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (load.open() > 0) {
            if (System.nanoTime() > end) {
                say("%d orders did not end", load.open());
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private Program broker(BenchSite site) throws Exception {
        Path file = work.resolve("mosquitto.conf");
        Files.writeString(
                file,
                """
                listener %d 127.0.0.1
                allow_anonymous true
                set_tcp_nodelay true
                max_inflight_messages 100
                max_queued_messages 0
                """
                        .formatted(site.port("broker")));
        return Program.start("broker", work.resolve("logs"), List.of(mosquitto, "-c", file.toString()));
    }

    private Program plant(BenchSite site) {
        return Program.start(
                "plant",
                work.resolve("logs"),
                plantOptions,
                "io.lineside.simulator.cli.SimulatorMain",
                List.of("run", site.plantFile().toString()));
    }

    private Program gateway(BenchSite site) {
        List<String> options = new ArrayList<>(gatewayOptions);
        return Program.start(
                "gateway",
                work.resolve("logs"),
                options,
                "io.lineside.gateway.cli.LinesideMain",
                List.of("run", site.folder().toString()));
    }

    private static double micros(Duration used, long orders) {
        return used.toNanos() / 1000.0 / Math.max(1, orders);
    }

    /** Waits so long, whatever wakes it before. */
    static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private static long millisSince(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
