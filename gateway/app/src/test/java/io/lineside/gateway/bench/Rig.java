package io.lineside.gateway.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plant, a gateway and a platform that run. Confined to one thread. */
final class Rig implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern COMMITS = Pattern.compile("(?m)^lineside_store_commit_seconds_count ([0-9.E+]+)$");
    private static final Pattern CONNECTED = Pattern.compile("(?m)^lineside_line_connected\\{.*} 1(?:\\.0)?$");
    private static final long PATIENCE_SECONDS = 120;
    private static final long MOST_WARM_SECONDS = 300;

    final BenchSite site;
    final Program gateway;
    final OrderLoad load;
    /** From the start of the gateway until it took requests. */
    final double readySeconds;

    private final List<Program> plants;

    private Rig(BenchSite site, List<Program> plants, Program gateway, OrderLoad load, double readySeconds) {
        this.site = site;
        this.plants = plants;
        this.gateway = gateway;
        this.load = load;
        this.readySeconds = readySeconds;
    }

    /** Starts broker, plants, gateway and platform; the lines may still be connecting. */
    static Rig start(Programs programs, BenchSite site, int connections) throws Exception {
        List<Program> plants = new ArrayList<>(programs.broker(site));
        List<Program> simulators = programs.plants(site);
        plants.addAll(simulators);
        try {
            simulators.forEach(Program::awaitReady);
            if (simulators.size() > 1) {
                // What starting so many servers left behind is not collected while something is measured.
                simulators.forEach(Program::liveHeap);
            }
            return withPlants(programs, site, connections, plants);
        } catch (Exception e) {
            plants.forEach(Program::close);
            throw e;
        }
    }

    private static Rig withPlants(Programs programs, BenchSite site, int connections, List<Program> plants) {
        long begun = System.nanoTime();
        Program gateway = programs.gateway(site);
        gateway.awaitReady();
        var load = new OrderLoad(site.port("api"), connections, site.products());
        load.start();
        return new Rig(site, plants, gateway, load, (System.nanoTime() - begun) / 1e9);
    }

    /** Processor time of the plants and the broker. */
    Duration plantCpu() {
        return plants.stream().map(Program::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    /** Waits until every line that a plant has is connected; seconds that this took. */
    double awaitLines() {
        long begun = System.nanoTime();
        int wanted = site.present();
        await("only %d of " + wanted + " lines connected", this::connected, connected -> connected >= wanted);
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Lines that are connected right now. */
    long connected() {
        return CONNECTED.matcher(metrics()).results().count();
    }

    /** Commits of the store since the gateway started. */
    double commits() {
        Matcher commits = COMMITS.matcher(metrics());
        return commits.find() ? Double.parseDouble(commits.group(1)) : Double.NaN;
    }

    private String metrics() {
        return body(site.port("management"), "/metrics");
    }

    /** What a GET is answered, without its status. */
    static String body(int port, String path) {
        return answer(port, path).body();
    }

    /** What a GET is answered. */
    static int status(int port, String path) {
        return answer(port, path).statusCode();
    }

    private static HttpResponse<String> answer(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join();
    }

    /** Sets switches of a simulated line, or stops it: {@code /lines/ID/behaviour} and so on at its plant's control port. */
    void control(String method, String path, String body) {
        for (int i = 0; i < site.lines().plants(); i++) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port("control-" + i) + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status = HTTP.sendAsync(request, BodyHandlers.ofString()).join().statusCode();
            if (status == 200) {
                return;
            }
        }
        throw new IllegalStateException("no plant did " + method + " " + path);
    }

    /** Warms the gateway up with so many orders open at once, and a third of what the setting says. None is open afterwards. */
    void warm(int open) {
        load.keepOpen(open);
        awaitWarm(Setting.BEFORE.number() / 3);
        drain();
    }

    /** Waits for so many orders, not for a time: a slow machine's JVM is as warm as a fast one's then. But no more than five minutes. */
    void awaitWarm(int orders) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_WARM_SECONDS);
        while (load.done.sum() < orders && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Orders no more, and waits until all orders have ended; how many have not. */
    long drain() {
        load.stop();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (load.open() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return load.open();
    }

    /** Waits until so many orders have ended, since the platform began. */
    void awaitDone(long orders) {
        await("only %d of " + orders + " orders ended", load.done::sum, done -> done >= orders);
    }

    private static void await(String otherwise, LongSupplier what, LongPredicate enough) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (long now = what.getAsLong(); !enough.test(now); now = what.getAsLong()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(otherwise.formatted(now));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        load.close();
        gateway.close();
        plants.forEach(Program::close);
    }
}
