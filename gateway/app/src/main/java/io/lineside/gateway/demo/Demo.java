package io.lineside.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs the demonstration from start to the comparison of what was ordered with what was made. */
public final class Demo {
    private static final int CREATED = 201;
    private static final int REFUSED = 422;
    private static final String GATEWAY = "io.lineside.gateway.cli.LinesideMain";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final DemoSettings settings;
    private final PrintWriter out;
    private final LongSupplier nanos;
    private final ApiClient client = new ApiClient();

    /** A demonstration that prints to {@code out} and measures with {@code nanos}. */
    public Demo(DemoSettings settings, PrintWriter out, LongSupplier nanos) {
        this.settings = settings;
        this.out = out;
        this.nanos = nanos;
    }

    /**
     * Runs the demonstration.
     *
     * @param afterwards runs with everything still up, once all orders have ended
     * @return whether every order ended as it should and the made ledger agrees
     */
    public boolean run(Runnable afterwards) {
        DemoSite site = DemoSite.prepare(settings.site(), settings.work().resolve("site"), this::say);
        URI orders = URI.create("http://127.0.0.1:" + site.port(DemoSite.API) + "/v1/orders");
        long started = nanos.getAsLong();
        try (ChildProgram gateway = startGateway(site)) {
            gateway.awaitReady();
            List<FollowedOrder> followed = submit(orders, site);
            say("  first order accepted and on disk " + millisSince(started)
                    + " ms after the process was started; no line is there yet");
            boolean refused = submitRefused(orders, site);
            return madeByPlant(site, gateway, followed, afterwards) && refused;
        }
    }

    private boolean madeByPlant(
            DemoSite site, ChildProgram gateway, List<FollowedOrder> followed, Runnable afterwards) {
        try (ChildProgram plant = startPlant(site)) {
            plant.awaitReady();
            say("In the middle of it you may kill the gateway and start it again:");
            say("  kill -9 " + gateway.pid() + "; " + launcher() + " run " + site.folder());
            List<JsonNode> ended = follow(followed);
            boolean agrees = audit(followed, ended, site);
            hints(site, gateway, plant, followed);
            afterwards.run();
            return agrees;
        }
    }

    private ChildProgram startPlant(DemoSite site) {
        say("Starting the plant: one OPC UA line, one MQTT line, their broker");
        return ChildProgram.start(
                "plant",
                settings.work().resolve("plant.log"),
                settings.simulator() + "/*",
                "io.lineside.simulator.cli.SimulatorMain",
                List.of(
                        "run",
                        site.folder().resolve("plant.yaml").toString(),
                        "--time-scale",
                        Integer.toString(settings.timeScale())));
    }

    private ChildProgram startGateway(DemoSite site) {
        say("Starting the gateway with the site " + site.folder());
        return ChildProgram.start(
                "gateway",
                settings.work().resolve("gateway.log"),
                System.getProperty("java.class.path"),
                GATEWAY,
                List.of("run", site.folder().toString()));
    }

    /** The launcher beside the folder of jars that this program was started from. */
    private static Path launcher() {
        String first = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
        return Path.of(first).toAbsolutePath().resolveSibling("../bin/lineside").normalize();
    }

    private List<FollowedOrder> submit(URI orders, DemoSite site) {
        List<FollowedOrder> followed = new ArrayList<>();
        for (String name : List.of("one-piece", "two-hundred")) {
            String body = order(site, name);
            HttpResponse<String> answer = client.submit(orders, "demo-" + name, body);
            if (answer.statusCode() != CREATED) {
                throw new DemoException("order " + name + " was not accepted: " + answer.body(), null);
            }
            JsonNode receipt = ApiClient.json(answer.body());
            JsonNode ordered = ApiClient.json(body);
            String title = receipt.path("quantity").asInt() + " pcs, "
                    + ordered.path("items").size() + " variant(s)";
            followed.add(new FollowedOrder(
                    title, ordered, orders.resolve(receipt.path("status").asText()), client));
        }
        return followed;
    }

    private boolean submitRefused(URI orders, DemoSite site) {
        HttpResponse<String> answer = client.submit(orders, "demo-refused", order(site, "refused"));
        say("An order that can not be made is answered " + answer.statusCode() + " with every cause:");
        ApiClient.json(answer.body())
                .path("errors")
                .forEach(error -> say("  " + error.path("pointer").asText() + ": "
                        + error.path("detail").asText() + ", was "
                        + error.path("was").asText() + "; allowed: "
                        + error.path("allowed").asText()));
        return answer.statusCode() == REFUSED;
    }

    private List<JsonNode> follow(List<FollowedOrder> followed) {
        say("Making them, " + settings.timeScale() + " times faster than real:");
        var bars = new ProgressBars(out, settings.terminal(), followed);
        var ends = followed.stream().map(FollowedOrder::follow).toList();
        var painter = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "demo-bars");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var drawing = painter.scheduleWithFixedDelay(bars::draw, 0, 200, TimeUnit.MILLISECONDS);
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                    .join();
            drawing.cancel(false);
            painter.submit(bars::draw).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof DemoException reason
                    ? reason
                    : new DemoException("not every order ended within " + LONGEST.toMinutes() + " minutes", e);
        } catch (ExecutionException e) {
            throw new DemoException("the bars could not be drawn", e);
        } finally {
            painter.shutdownNow();
        }
        return ends.stream().map(CompletableFuture::join).toList();
    }

    private boolean audit(List<FollowedOrder> followed, List<JsonNode> ended, DemoSite site) {
        var audit = new MadeAudit(client.get(made(site)));
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            String state = ended.get(i).path("state").asText();
            if (!state.equals("Completed")) {
                differences.add(followed.get(i).title() + ": ended as " + state);
            }
            differences.addAll(audit.differences(followed.get(i).ordered(), ended.get(i)));
        }
        audit.strangers(ended).forEach(job -> differences.add(job + ": made, but belongs to no order"));
        if (differences.isEmpty()) {
            say("The plant's own ledger agrees: " + audit.pieces()
                    + " steps made, every piece once per operation, every parameter as ordered.");
        } else {
            say("THE PLANT'S LEDGER DOES NOT AGREE:");
            differences.forEach(difference -> say("  " + difference));
        }
        return differences.isEmpty();
    }

    private void hints(DemoSite site, ChildProgram gateway, ChildProgram plant, List<FollowedOrder> followed) {
        URI orders = URI.create("http://127.0.0.1:" + site.port(DemoSite.API) + "/v1/orders");
        say("");
        say("Try next:");
        say("  curl -s " + followed.get(0).uri());
        say("  curl -s " + orders);
        say("  curl -s -H 'Content-Type: application/json' -d @"
                + site.folder().resolve("orders").resolve("refused.json") + " " + orders);
        say("  curl -s " + made(site) + "        # what the plant made");
        say("Logs: " + gateway.log() + " (pid " + gateway.pid() + "), " + plant.log() + " (pid " + plant.pid() + ")");
    }

    private static URI made(DemoSite site) {
        return URI.create("http://127.0.0.1:" + site.port(DemoSite.CONTROL) + "/made");
    }

    private static String order(DemoSite site, String name) {
        try {
            return Files.readString(site.folder().resolve("orders").resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo site has no order " + name, e);
        }
    }

    private long millisSince(long started) {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - started);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
