package io.lineside.gateway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A platform's view of the gateway and the simulator: plain HTTP. Thread-safe. */
final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Sends an order with an idempotency key. */
    HttpResponse<String> submit(URI orders, String key, String body) {
        return send(HttpRequest.newBuilder(orders)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Reads a text. */
    String get(URI uri) {
        return send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build()).body();
    }

    /** Waits up to a few seconds for an order to be other than the known revision. */
    CompletableFuture<HttpResponse<String>> next(URI order, String knownEtag) {
        return http.sendAsync(
                HttpRequest.newBuilder(order)
                        .header("If-None-Match", knownEtag)
                        .header("Prefer", "wait=5")
                        .timeout(TIMEOUT)
                        .build(),
                BodyHandlers.ofString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new DemoException("not JSON: " + text, e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new DemoException(request.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }
}
