package io.lineside.gateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many platforms ask for orders that do not change: what that costs, beside a server that does nothing else. */
final class PollPhase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PERIOD_MILLIS = 5_000;
    private static final int WARM_SECONDS = 15;
    private static final int SECONDS = 20;
    /** As long as the longest wait that the API knows, and a little more. */
    private static final int WAIT_MILLIS = 27_000;

    private final PrintStream out;
    private final int pollers;
    private final HttpClient http = HttpClient.newHttpClient();

    PollPhase(PrintStream out, int pollers) {
        this.out = out;
        this.pollers = pollers;
    }

    /** Measures both servers; the gateway has orders that have ended. */
    void run(Program gateway, int port, Program bare, int barePort) throws Exception {
        List<String> requests = requests(port);
        double floor = polled("bare", bare, barePort, List.of(request("/v1/orders/x", "\"7\"")));
        double cost = polled("gateway", gateway, port, requests);
        say("ratio: CPU of a poll that hears nothing new, gateway to bare Vert.x handler %.2f", cost / floor);
        waiting(gateway, port, requests);
    }

    private double polled(String name, Program program, int port, List<String> requests) throws Exception {
        try (var load = new PollLoad(port)) {
            long before = program.residentMegabytes();
            load.open(pollers);
            load.pollEvery(PERIOD_MILLIS, requests);
            Benchmark.pause(WARM_SECONDS);
            long answered = load.unchanged.sum();
            load.taken();
            Duration cpu = program.cpu();
            Benchmark.pause(SECONDS);
            Duration used = program.cpu().minus(cpu);
            long polls = load.unchanged.sum() - answered;
            double micros = used.toNanos() / 1000.0 / Math.max(1, polls);
            say(
                    "%-8s %,d connections, each asks every 5 s: %,d polls/s, %.0f us CPU a poll, %.1f %% of a core, %s ms (p50 / p99), %d other"
                            + " answers, %+d MB",
                    name,
                    pollers,
                    polls / SECONDS,
                    micros,
                    used.toNanos() / 1e7 / SECONDS,
                    load.taken().text(),
                    load.others.sum(),
                    program.residentMegabytes() - before);
            return micros;
        }
    }

    private void waiting(Program gateway, int port, List<String> requests) throws Exception {
        List<String> patient = requests.stream()
                .map(request -> request.replace("\r\n\r\n", "\r\nPrefer: wait=25\r\n\r\n"))
                .toList();
        try (var load = new PollLoad(port)) {
            long before = gateway.residentMegabytes();
            load.open(pollers);
            load.pollEvery(WAIT_MILLIS, patient);
            Benchmark.pause(WAIT_MILLIS / 1000);
            Duration cpu = gateway.cpu();
            Benchmark.pause(SECONDS);
            say(
                    "%-8s %,d connections wait for news, 25 s each: %.1f %% of a core, %+d MB, %d other answers",
                    "gateway",
                    pollers,
                    gateway.cpu().minus(cpu).toNanos() / 1e7 / SECONDS,
                    gateway.residentMegabytes() - before,
                    load.others.sum());
        }
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

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
