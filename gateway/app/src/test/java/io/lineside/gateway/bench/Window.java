package io.lineside.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is counted from its beginning to {@link #end}. Confined to one thread. */
final class Window {
    /** A piece of an order of the benchmark, as the plants' ledgers have it. */
    private static final Pattern PIECE =
            Pattern.compile("\"jobOrderId\":\"(ord_[0-9A-Z]{26})-1-make[^\"]*\".*?\"madeAt\":\"([^\"]+)\"");

    private final Rig rig;
    private final long begun = System.nanoTime();
    private final long done;
    private final long refused;
    private final long asked;
    private final double commits;
    private final long written;
    private final Duration gatewayCpu;
    private final Duration plantCpu;
    private final Duration loadCpu;

    /** Begins now; the times of orders that end from now on are kept. */
    Window(Rig rig) {
        this.rig = rig;
        rig.load.finished.clear();
        rig.load.taken();
        rig.load.note(true);
        done = rig.load.done.sum();
        refused = rig.load.refused.sum();
        asked = rig.load.asked();
        commits = rig.commits();
        written = rig.gateway.writtenBytes();
        gatewayCpu = rig.gateway.cpu();
        plantCpu = rig.plantCpu();
        loadCpu = ownCpu();
    }

    /** Lets so many seconds pass. */
    static Measured of(Rig rig, int seconds) {
        var window = new Window(rig);
        Benchmark.pause(seconds);
        return window.end();
    }

    Measured end() {
        double seconds = (System.nanoTime() - begun) / 1e9;
        Duration gateway = rig.gateway.cpu().minus(gatewayCpu);
        Duration plant = rig.plantCpu().minus(plantCpu);
        Duration load = ownCpu().minus(loadCpu);
        long orders = rig.load.done.sum() - done;
        double commitsNow = rig.commits() - commits;
        rig.load.note(false);
        Measured.Times times = times(rig.site, rig.load.finished);
        return new Measured(
                seconds,
                orders,
                rig.load.refused.sum() - refused,
                new Measured.Cpu(gateway, plant, load),
                new Measured.Effort(rig.load.asked() - asked, commitsNow, rig.gateway.writtenBytes() - written),
                times,
                rig.gateway.residentMegabytes());
    }

    /** How long orders took, by what the platform saw and the plants wrote down. */
    static Measured.Times times(BenchSite site, Map<String, OrderLoad.Times> orders) {
        var times = new Measured.Times();
        orders.values().forEach(each -> times.accept().add(each.accepted() - each.sent()));
        pieces(site, orders).forEach(made -> {
            OrderLoad.Times order = made.order();
            times.dispatch().add(made.first() - order.sent());
            boolean mqtt = order.product().equals(BenchSite.Kind.MQTT.product());
            (mqtt ? times.visibleMqtt() : times.visibleOpcUa()).add(order.visible() - made.last());
        });
        return times;
    }

    /** From the answer that an order was accepted to the moment at which a line began its first piece. */
    Latencies firstPieces() {
        var latencies = new Latencies();
        pieces(rig.site, rig.load.finished)
                .forEach(made -> latencies.add(made.first() - made.order().accepted()));
        return latencies;
    }

    /** When an order's first piece was begun and its last one made, wall clock in nanoseconds since the epoch. */
    private record Made(OrderLoad.Times order, long first, long last) {
        Made with(Made other) {
            return new Made(order, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** The ledgers say when each piece was made: it was begun the time of a piece earlier. */
    private static Collection<Made> pieces(BenchSite site, Map<String, OrderLoad.Times> orders) {
        Map<String, Made> pieces = new HashMap<>();
        for (Path ledger : site.ledgers()) {
            if (Files.exists(ledger)) {
                try (var lines = Files.lines(ledger)) {
                    lines.forEach(line -> {
                        Matcher piece = PIECE.matcher(line);
                        OrderLoad.Times order = piece.find() ? orders.get(piece.group(1)) : null;
                        if (order != null) {
                            pieces.merge(piece.group(1), made(order, Instant.parse(piece.group(2))), Made::with);
                        }
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return pieces.values();
    }

    private static Made made(OrderLoad.Times order, Instant at) {
        long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        return new Made(order, nanos - BenchSite.PIECE.toNanos(), nanos);
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The head over the lines of {@link Measured#line}. */
    static String head() {
        return String.format(
                Locale.ROOT,
                Measured.COLUMNS.replace('d', 's').replaceAll("\\.\\d", "").replace('f', 's'),
                "phase",
                "orders/s",
                "refused",
                "gateway us",
                "plant us",
                "load us",
                "GETs",
                "commits",
                "KB",
                "accept ms",
                "dispatch ms",
                "OPC UA ms",
                "MQTT ms",
                "MB");
    }
}
