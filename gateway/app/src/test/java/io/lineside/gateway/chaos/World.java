package io.lineside.gateway.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.PostgresqlCluster;
import io.lineside.gateway.store.LedgerAudit;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** One site while a fault of the matrix is done to it. Used by one thread. */
final class World implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration REQUEST = Duration.ofSeconds(10);

    final ChaosSite site;
    final Processes processes;
    final Random random;
    final Shopper shopper;
    private final Optional<PostgresqlCluster> server;
    private final String database;
    private final Platform management;
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private int faults;

    World(Path folder, Layout layout, long seed) {
        site = new ChaosSite(folder, layout);
        server = layout.postgresql() ? Optional.of(PostgresqlCluster.begin()) : Optional.empty();
        database = server.map(PostgresqlCluster::newDatabase).orElse("");
        server.ifPresent(cluster -> site.keepIn(cluster.place(database)));
        site.write();
        random = new Random(seed);
        processes = new Processes(site, layout);
        shopper = new Shopper(address("api"), new Random(seed + 1));
        management = new Platform(() -> address("management"));
    }

    void start() {
        processes.startAll();
        await().atMost(PATIENCE).until(this::isHealthy);
    }

    private URI address(String server) {
        return URI.create("http://127.0.0.1:" + site.port(server));
    }

    /** Waits for a while that the seed decides. */
    void pause(int leastMillis, int mostMillis) {
        pause(leastMillis + random.nextInt(mostMillis - leastMillis + 1));
    }

    void pause(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** A fault begins. */
    void fault() {
        faults++;
    }

    int faults() {
        return faults;
    }

    /** The fault is over: measures how long it takes until the gateway answers and every line is connected. */
    void recovers() {
        long began = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(this::isHealthy);
        recoveries.add(Duration.ofNanos(System.nanoTime() - began));
    }

    /** The same until something else is right as well. */
    void recovers(Callable<Boolean> also) {
        long began = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> also.call() && isHealthy());
        recoveries.add(Duration.ofNanos(System.nanoTime() - began));
    }

    /** The PostgreSQL that the store is in. */
    PostgresqlCluster server() {
        return server.orElseThrow();
    }

    /** What is wrong with the store of a gateway that was killed. */
    List<String> storeFaults() {
        return server.isPresent()
                ? LedgerAudit.faults(server.get(), database)
                : LedgerAudit.faults(site.folder().resolve("data/lineside.db"));
    }

    /** What the gateway says of itself. */
    JsonNode health() {
        return Platform.json(management.send(management.request("/health").timeout(REQUEST)));
    }

    /** Waits until something happens; false when it does not. */
    boolean happens(Callable<Boolean> what) {
        try {
            await().atMost(PATIENCE).until(what);
            return true;
        } catch (ConditionTimeoutException tooLong) {
            return false;
        }
    }

    List<Duration> recoveries() {
        return List.copyOf(recoveries);
    }

    /** What the scenario itself found wrong. */
    void object(String what) {
        objections.add(what);
    }

    List<String> objections() {
        return List.copyOf(objections);
    }

    boolean isHealthy() {
        try {
            return health().path("status").asText().equals("UP");
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    /** Has the gateway read its files again. */
    HttpResponse<String> reload() {
        return management.send(
                management.request("/site/reload").timeout(PATIENCE).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Sets switches of a line. */
    void behave(String line, String json) {
        control("PATCH", site.plantOf(line), "/lines/" + line + "/behaviour", json);
    }

    /** {@code crash} or {@code start} of a line. */
    void line(String line, String verb) {
        control("POST", site.plantOf(line), "/lines/" + line + "/" + verb, "");
    }

    /** Sets faults of the wire of that name. */
    void wire(String wire, String json) {
        control("PATCH", site.plantOf(wire), "/proxies/" + wire + "/faults", json);
    }

    /** {@code heal} or {@code reset} of a wire. */
    void wireIs(String wire, String verb) {
        control("POST", site.plantOf(wire), "/proxies/" + wire + "/" + verb, "");
    }

    /** Job orders that a line has not ended. */
    long openJobs(String line) {
        JsonNode lines = parse(control("GET", site.plantOf(line), "/lines", ""));
        long open = 0;
        for (JsonNode each : lines) {
            if (each.path("id").asText().equals(line)) {
                for (JsonNode job : each.path("jobs")) {
                    open += job.path("state").asText().equals("Ended") ? 0 : 1;
                }
            }
        }
        return open;
    }

    /** Everything that the plant made, of all of its processes. */
    List<JsonNode> made() {
        return site.plants().stream()
                .flatMap(plant -> control("GET", plant, "/made", "").lines())
                .map(World::parse)
                .collect(Collectors.toList());
    }

    private String control(String method, String plant, String path, String body) {
        var port = new Platform(() -> URI.create("http://127.0.0.1:" + site.control(plant)));
        var answer = port.send(port.request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static JsonNode parse(String json) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        shopper.close();
        processes.close();
        server.ifPresent(PostgresqlCluster::close);
    }
}
