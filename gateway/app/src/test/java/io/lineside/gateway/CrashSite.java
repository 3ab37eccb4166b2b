package io.lineside.gateway;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.crash.CrashPoint;
import io.lineside.simulator.SimulatedLine;
import io.lineside.simulator.Simulator;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineProtocol;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import io.lineside.simulator.proxy.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A plant that goes on working on real wires while one gateway process after another ends where it is told to, all on the
 * same store; and a platform that hands an order in until it is acknowledged.
 */
final class CrashSite implements AutoCloseable {
    static final String GLAZING = "glaze-1";

    private static final Pattern READY =
            Pattern.compile("lineside: ready, orders at (http://[^/]+)/.*health at (http://.*)/health.*");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int TRIES = 6;

    private record Address(URI api, URI management) {}

    private final Path folder;
    private final Simulator plant;
    private final FaultProxy wire;
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private @Nullable Process gateway;
    private @Nullable Platform platform;
    private @Nullable Platform operator;
    private int lives;

    private CrashSite(Path folder, Simulator plant, FaultProxy wire) {
        this.folder = folder;
        this.plant = plant;
        this.wire = wire;
    }

    /**
     * Starts the plant.
     *
     * @param file makes the file of the glazing line out of the demo's
     */
    static CrashSite prepare(Path folder, LineSpec glazing, UnaryOperator<String> file) {
        Simulator plant = Simulator.start(new Plant(
                "test",
                1,
                folder.resolve("plant"),
                0,
                Optional.of(new BrokerSpec(0)),
                List.of(
                        glazing,
                        LineSpec.mqtt("pack-1", "acme/north/finishing/pack-1", 4, glazing.pieceTime(), "pack/1"))));
        RunningSite.copySite(folder, plant);
        Path line = folder.resolve("lines/glaze-1.yaml");
        RunningSite.rewrite(line, text -> file.apply(text).replace("PT8S", "PT2S"));
        boolean byBroker = glazing.protocol() instanceof LineProtocol.MqttUns;
        int port = byBroker ? plant.brokerPort() : plant.line(GLAZING).port();
        FaultProxy wire = FaultProxy.to(port);
        RunningSite.rewrite(
                byBroker ? folder.resolve("site.yaml") : line,
                text -> text.replace("127.0.0.1:" + port, "127.0.0.1:" + wire.port()));
        return new CrashSite(folder, plant, wire);
    }

    /** The gateway's wire to the glazing line, or to the broker before it. */
    FaultProxy wire() {
        return wire;
    }

    SimulatedLine glazing() {
        return plant.line(GLAZING);
    }

    Path store() {
        return folder.resolve("data/lineside.db");
    }

    /** Starts a gateway that ends at the point; returns when it takes orders, or is gone already. */
    void start(CrashPoint point, int occurrence) {
        start(List.of("-Dlineside.crashAt=" + point + "#" + occurrence));
    }

    /** Starts a gateway that stays. */
    void start() {
        start(List.of());
    }

    /** Starts a gateway that stays, with a heap of no more than that. */
    void startWithin(String heap) {
        start(List.of("-Xmx" + heap));
    }

    /** Starts a gateway that stays and says everything that it, or a library, ever says. */
    void startLoudly() {
        start(List.of("-Dlineside.log.levels=debug"));
    }

    /** The management port of a gateway that takes orders. */
    Platform operator() {
        return Objects.requireNonNull(operator, "the gateway is not there");
    }

    /** The platform of a gateway that takes orders. */
    Platform platform() {
        return Objects.requireNonNull(platform, "the gateway is not there");
    }

    private void start(List<String> options) {
        List<String> all = new ArrayList<>(List.of("-Xmx256m", "-Djava.io.tmpdir=" + folder));
        all.addAll(options);
        try {
            Process process = new ProcessBuilder(GatewayProgram.run(folder, all))
                    .redirectError(folder.resolve("gateway-" + ++lives + ".log").toFile())
                    .start();
            gateway = process;
            var ready = new CompletableFuture<Optional<Address>>();
            var reader = new Thread(() -> read(process.inputReader(StandardCharsets.UTF_8), ready), "gateway-output");
            reader.setDaemon(true);
            reader.start();
            Optional<Address> address =
                    ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            platform = address.map(at -> new Platform(at::api)).orElse(null);
            operator = address.map(at -> new Platform(at::management)).orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(BufferedReader output, CompletableFuture<Optional<Address>> ready) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                var matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(
                            Optional.of(new Address(URI.create(matcher.group(1)), URI.create(matcher.group(2)))));
                }
            }
            ready.complete(Optional.empty());
        } catch (IOException e) {
            ready.complete(Optional.empty());
        }
    }

    /** Waits until the gateway has finished what its predecessors left it, or is gone. */
    void awaitRecovery() {
        await().atMost(PATIENCE).until(() -> !isAlive() || isRecovered());
    }

    boolean isAlive() {
        return process().isAlive();
    }

    private boolean isRecovered() {
        Platform orders = platform;
        Platform health = operator;
        try {
            return orders != null
                    && health != null
                    && Platform.json(health.get("/health"))
                            .path("status")
                            .asText()
                            .equals("UP")
                    && acknowledged.entrySet().stream()
                            .allMatch(order -> isDone(order.getKey(), orders.state(order.getValue())));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The platform has one more order. */
    void order(String body) {
        bodies.put("key-" + bodies.size(), body);
    }

    /** Hands in what is not acknowledged; a gateway that is gone gets it the next time. */
    void handIn() {
        Platform live = platform;
        if (live == null) {
            return;
        }
        bodies.forEach((key, body) -> {
            if (!acknowledged.containsKey(key)) {
                try {
                    acknowledged.put(key, live.accepted(body, "Idempotency-Key", key));
                } catch (UncheckedIOException e) {
                    // It ended before it answered: whether the order is durable is for the next one to know.
                }
            }
        });
    }

    /**
     * Hands in an order and cancels it as soon as its line has it, again and again until the gateway ends; empty when it
     * does not.
     */
    Optional<Integer> cancelUntilEnd(String body) {
        for (int tries = 0; tries < TRIES; tries++) {
            order(body);
            handIn();
            String key = "key-" + (bodies.size() - 1);
            cancelled.add(key);
            Optional<Integer> end = cancelAtLine(key);
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> cancelAtLine(String key) {
        Platform live = Objects.requireNonNull(platform);
        Process process = process();
        try {
            String id = Objects.requireNonNull(acknowledged.get(key), key);
            await().atMost(PATIENCE).until(() -> live.order(id).findValuesAsText("state").stream()
                    .anyMatch(state -> state.matches("Started|Running|Ended|Completed")));
            live.post("/v1/orders/" + id + "/cancel", "{}");
            await().atMost(PATIENCE).until(() -> isOver(live.state(id)));
        } catch (UncheckedIOException e) {
            // It ended before it answered.
            await().atMost(PATIENCE).until(() -> !process.isAlive());
        }
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    private static boolean isOver(String state) {
        return state.matches("Completed|PartiallyCompleted|Cancelled");
    }

    /** Whether an order has come to the end that it is to come to. */
    private boolean isDone(String key, String state) {
        return cancelled.contains(key) ? isOver(state) : state.equals("Completed");
    }

    /** Hands in what is not acknowledged, and waits for the gateway to end; empty when it does not. */
    Optional<Integer> awaitEnd() {
        return awaitEnd(PATIENCE);
    }

    /** The same for so long. */
    Optional<Integer> awaitEnd(Duration patience) {
        Process process = process();
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            do {
                handIn();
                if (process.waitFor(1, TimeUnit.SECONDS)) {
                    return Optional.of(process.exitValue());
                }
            } while (System.nanoTime() - deadline < 0);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the gateway as {@code kill -9} does. */
    void kill() {
        Process process = process();
        process.destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** What the gateway says about every acknowledged order. */
    List<JsonNode> orders() {
        Platform live = Objects.requireNonNull(platform);
        return acknowledged.values().stream().map(live::order).toList();
    }

    /** How many orders the platform has. */
    int ordered() {
        return bodies.size();
    }

    /** Every piece that the plant made. */
    List<MadePiece> pieces() {
        return plant.ledger().entries();
    }

    /** How many orders were acknowledged. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Acknowledged orders that are not completed in time, with what they say; needs a gateway that stays. */
    List<String> unfinished() {
        Platform live = Objects.requireNonNull(platform);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> unfinished = new ArrayList<>();
        acknowledged.forEach((key, id) -> {
            try {
                await().atMost(Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1_000_000_000)))
                        .until(() -> isDone(key, live.state(id)));
            } catch (ConditionTimeoutException e) {
                unfinished.add(live.order(id).toString());
            }
        });
        return unfinished;
    }

    /** Pieces in the plant's ledger that are there more than once, or that nobody ordered. */
    List<String> madeTwice() {
        Map<String, List<MadePiece>> pieces =
                pieces().stream().collect(Collectors.groupingBy(piece -> piece.jobOrderId() + " unit " + piece.unit()));
        return pieces.entrySet().stream()
                .filter(piece -> piece.getValue().size() > 1)
                .map(piece -> piece.getKey() + " was made " + piece.getValue().size() + " times")
                .toList();
    }

    /** Job orders of completed orders of which a piece is missing in the plant's ledger, or one too many is there. */
    List<String> wronglyMade() {
        Platform live = Objects.requireNonNull(platform);
        Map<String, Long> made =
                pieces().stream().collect(Collectors.groupingBy(MadePiece::jobOrderId, Collectors.counting()));
        List<String> wrong = new ArrayList<>();
        for (String id : acknowledged.values()) {
            for (JsonNode item : live.order(id).path("items")) {
                for (JsonNode operation : item.path("operations")) {
                    String job = operation.path("jobOrder").asText();
                    long wanted = item.path("quantity").asLong()
                            - item.path("cancelled").asLong();
                    if (made.getOrDefault(job, 0L) != wanted) {
                        wrong.add(job + ": " + wanted + " ordered, " + made.getOrDefault(job, 0L) + " made");
                    }
                }
            }
        }
        return wrong;
    }

    /** What the gateways said on their error output. */
    String logs() {
        StringBuilder all = new StringBuilder();
        for (int life = 1; life <= lives; life++) {
            try {
                all.append(Files.readString(folder.resolve("gateway-" + life + ".log")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    private Process process() {
        return Objects.requireNonNull(gateway);
    }

    @Override
    public void close() {
        if (gateway != null) {
            kill();
        }
        wire.close();
        plant.close();
    }
}
