package io.lineside.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.connector.testkit.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many platforms ask for orders that do not change: what that costs, beside a server that does nothing else. */
final class PollPhase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CORE = "% of a core";
    private static final int PERIOD_MILLIS = 5_000;
    /** A poll is measured as it is in the long run: the JVM has done nothing like it before. */
    private static final int WARM_SECONDS = 20;

    private static final int SECONDS = 10;
    private static final int RATE = 100;
    private static final int SETTLE_SECONDS = 4;
    /** As long as the longest wait that the API knows, and a little more. */
    private static final int WAIT_MILLIS = 27_000;

    private final List<Integer> numbers;
    private final int pollers;
    private final HttpClient http = HttpClient.newHttpClient();

    /** So many pollers, in turn; the aims are those of the last. */
    PollPhase(List<Integer> numbers) {
        this.numbers = numbers;
        this.pollers = numbers.get(numbers.size() - 1);
    }

    /** What polls cost. */
    private record Cost(double micros, double percent, long others, long megabytes) {}

    /** Measures the gateway beside a server that does nothing; the gateway has orders that have ended. */
    void run(Stage stage, Rig rig) throws Exception {
        int port = rig.site.port("api");
        List<String> requests = requests(port);
        int barePort = Ports.next();
        Cost floor;
        try (Program bare = stage.programs.bareHttp(barePort)) {
            bare.awaitReady();
            floor = polled(stage, "bare", bare, barePort, List.of(request("/v1/orders/x", "\"7\"")), pollers);
        }
        double alone = acceptP99(rig);
        rig.drain();
        GoalTable table = stage.table;
        for (int few : numbers.subList(0, numbers.size() - 1)) {
            Cost little = polled(stage, "gateway", rig.gateway, port, requests, few);
            table.fact("P12", "%,d pollers, each every 5 s: CPU of the gateway".formatted(few), little.percent(), CORE);
        }
        Cost cost = polled(stage, "gateway", rig.gateway, port, requests, pollers);
        String each = "%,d pollers, each every 5 s: ".formatted(pollers);
        table.atMost("P12", each + "CPU of a GET that hears nothing new", cost.micros(), "us", 60);
        table.fact("P12", each + "the same to a bare Vert.x handler's", cost.micros() / floor.micros(), "x");
        table.atMost("P12", each + "CPU of the gateway", cost.percent(), CORE, 15);
        table.atMost("P12", each + "answers other than 304", (double) cost.others(), "", 0);
        waiting(stage, rig, requests, alone);
    }

    private Cost polled(Stage stage, String name, Program program, int port, List<String> requests, int connections)
            throws Exception {
        try (var load = new PollLoad(port)) {
            long before = program.residentMegabytes();
            load.open(connections);
            load.pollEvery(PERIOD_MILLIS, requests);
            Benchmark.pause(WARM_SECONDS);
            long answered = load.unchanged.sum();
            load.taken();
            Duration cpu = program.cpu();
            Benchmark.pause(SECONDS);
            Duration used = program.cpu().minus(cpu);
            long polls = load.unchanged.sum() - answered;
            double micros = used.toNanos() / 1000.0 / Math.max(1, polls);
            stage.say(
                    "%-8s %,d connections, each asks every 5 s: %,d polls/s, %.0f us CPU a poll, %.1f %% of a core, %s ms (p50 / p99), %d other"
                            + " answers, %+d MB",
                    name,
                    connections,
                    polls / SECONDS,
                    micros,
                    used.toNanos() / 1e7 / SECONDS,
                    load.taken().text(),
                    load.others.sum(),
                    program.residentMegabytes() - before);
            return new Cost(
                    micros, used.toNanos() / 1e7 / SECONDS, load.others.sum(), program.residentMegabytes() - before);
        }
    }

    /** Orders come at a steady rate meanwhile. */
    private void waiting(Stage stage, Rig rig, List<String> requests, double alone) throws Exception {
        List<String> patient = requests.stream()
                .map(request -> request.replace("\r\n\r\n", "\r\nPrefer: wait=25\r\n\r\n"))
                .toList();
        try (var load = new PollLoad(rig.site.port("api"))) {
            long before = rig.gateway.residentMegabytes();
            load.open(pollers);
            load.pollEvery(WAIT_MILLIS, patient);
            Benchmark.pause(2 * WAIT_MILLIS / 1000);
            Duration cpu = rig.gateway.cpu();
            Benchmark.pause(SECONDS);
            double percent = rig.gateway.cpu().minus(cpu).toNanos() / 1e7 / SECONDS;
            long grown = rig.gateway.residentMegabytes() - before;
            double beside = acceptP99(rig);
            rig.load.stop();
            stage.say(
                    "gateway  %,d connections wait for news, 25 s each: %.1f %% of a core, %+d MB, %d other answers;"
                            + " orders accepted in %.1f ms (p99) beside them, %.1f ms without",
                    pollers, percent, grown, load.others.sum(), beside, alone);
            String all = "%,d pollers that wait 25 s: ".formatted(pollers);
            stage.table.fact("P12", all + "CPU of the gateway", percent, CORE);
            stage.table.atMost("P12", all + "memory", (double) grown, "MB", 250);
            stage.table.atMost("P12", all + "accept p99 at " + RATE + "/s, to without", beside / alone, "x", 1.5);
        }
        rig.drain();
    }

    /** Of orders at a steady rate, which goes on. */
    private static double acceptP99(Rig rig) {
        rig.load.sendEachSecond(RATE);
        Benchmark.pause(SETTLE_SECONDS);
        rig.load.taken();
        Benchmark.pause(SECONDS);
        return rig.load.taken().p99();
    }

    /** Requests for the newest orders as they are now. */
    private List<String> requests(int port) throws IOException, InterruptedException {
        List<String> requests = new ArrayList<>();
        for (JsonNode order :
                JSON.readTree(get(port, "/v1/orders?limit=200").body()).path("orders")) {
            String path = "/v1/orders/" + order.path("id").asText();
            requests.add(
                    request(path, get(port, path).headers().firstValue("ETag").orElseThrow()));
        }
        return requests;
    }

    private static String request(String path, String tag) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: " + tag + "\r\n\r\n";
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
