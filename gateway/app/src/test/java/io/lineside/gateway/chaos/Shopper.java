package io.lineside.gateway.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A platform that sends orders, each again with the same key until it is answered. Thread-safe. */
final class Shopper implements AutoCloseable {
    /** Of an order, which is sent again. */
    private static final Duration REQUEST = Duration.ofSeconds(5);
    /** Of a question, which is asked once. */
    private static final Duration QUESTION = Duration.ofMinutes(1);

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(100);
    private static final List<String> COLORS = List.of("white", "teal", "cobalt");

    private final Platform platform;
    private final Random random;
    private final ExecutorService senders = Executors.newFixedThreadPool(16);
    private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();
    private final List<CompletableFuture<String>> sent = new ArrayList<>();
    private volatile boolean closed;
    private int keys;

    Shopper(URI api, Random random) {
        this.platform = new Platform(() -> api);
        this.random = random;
    }

    /** Sends an order of up to so many pieces of a product; the id when it is acknowledged. */
    synchronized CompletableFuture<String> order(String product, int mostPieces) {
        String key = "chaos-" + ++keys;
        String body = "{\"items\":[{\"product\":\"%s\",\"quantity\":%d,\"options\":{\"color\":\"%s\"}}]}"
                .formatted(product, 1 + random.nextInt(mostPieces), COLORS.get(random.nextInt(COLORS.size())));
        CompletableFuture<String> order = CompletableFuture.supplyAsync(() -> untilAcknowledged(key, body), senders);
        sent.add(order);
        return order;
    }

    /** Sends orders of every product by turns. */
    void orders(int count, int mostPieces) {
        for (int i = 0; i < count; i++) {
            var unused = order(ChaosSite.PRODUCTS.get(i % ChaosSite.PRODUCTS.size()), mostPieces);
        }
    }

    /** Waits until everything that was sent is acknowledged. */
    void awaitAnswers(Duration patience) {
        List<CompletableFuture<String>> all;
        synchronized (this) {
            all = List.copyOf(sent);
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(patience.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** The acknowledged orders: what was sent, by order id. */
    Map<String, JsonNode> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** One body, once; empty when there was no answer. */
    Optional<HttpResponse<String>> send(String key, String body) {
        try {
            return Optional.of(platform.send(platform.request("/v1/orders")
                    .timeout(REQUEST)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(body))));
        } catch (UncheckedIOException noAnswer) {
            return Optional.empty();
        }
    }

    /** The order as the platform sees it; empty when the gateway knows none of that id. */
    Optional<JsonNode> look(String id) {
        HttpResponse<String> answer = platform.send(
                platform.request("/v1/orders/" + id).timeout(QUESTION).GET());
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(Platform.json(read(answer)));
    }

    boolean isCompleted(String id) {
        return look(id).map(order -> order.path("state").asText().equals("Completed"))
                .orElse(false);
    }

    /** The states of all orders that the gateway knows, by id. */
    Map<String, String> states() {
        Map<String, String> states = new ConcurrentHashMap<>();
        String page = "/v1/orders?limit=200";
        while (!page.isEmpty()) {
            JsonNode answer = Platform.json(
                    read(platform.send(platform.request(page).timeout(QUESTION).GET())));
            answer.path("orders")
                    .forEach(order -> states.put(
                            order.path("id").asText(), order.path("state").asText()));
            page = answer.path("next").asText("");
        }
        return states;
    }

    private static HttpResponse<String> read(HttpResponse<String> answer) {
        if (answer.statusCode() != OK) {
            throw new UncheckedIOException(new IOException("orders can not be read: " + answer.statusCode()));
        }
        return answer;
    }

    private String untilAcknowledged(String key, String body) {
        while (!closed) {
            Optional<HttpResponse<String>> answer = send(key, body);
            if (answer.isPresent() && answer.get().statusCode() == CREATED) {
                String id = Platform.json(answer.get()).path("id").asText();
                acknowledged.put(id, World.parse(body));
                return id;
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
        throw new IllegalStateException(key + " was never acknowledged");
    }

    @Override
    public void close() {
        closed = true;
        senders.shutdownNow();
    }
}
