package io.lineside.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lineside.gateway.contract.ContractCheck;
import io.lineside.gateway.contract.SentText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A platform that talks to the gateway over HTTP. */
public final class Platform {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Supplier<URI> api;

    /** A platform of the gateway at this address, which may change when the gateway restarts. */
    public Platform(Supplier<URI> api) {
        this(HttpClient.newHttpClient(), api);
    }

    /** The same, by a client that may have a certificate. */
    public Platform(HttpClient http, Supplier<URI> api) {
        this.http = http;
        this.api = api;
    }

    /** Sends a body to {@code /v1/orders} with extra headers, given as name and value in turn. */
    public HttpResponse<String> submit(String body, String... headers) {
        return send(request("/v1/orders", headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Submits an order that must be accepted, and returns its id. */
    public String accepted(String body, String... headers) {
        HttpResponse<String> answer = submit(body, headers);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer).path("id").asText();
    }

    /** Where the gateway is. */
    public URI base() {
        return api.get();
    }

    /** Sends JSON to a path. */
    public HttpResponse<String> post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    /** Reads a path. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Reads a path without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return http.sendAsync(request(path, headers).GET().build(), BodyHandlers.ofString())
                .thenApply(Platform::asContracted);
    }

    /** The order as the API shows it. */
    public JsonNode order(String id) {
        return json(get("/v1/orders/" + id));
    }

    /** The order's state. */
    public String state(String id) {
        return order(id).path("state").asText();
    }

    /** Any request. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return asContracted(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that any test says to the gateway and hears from it must be as the contract says. */
    private static HttpResponse<String> asContracted(HttpResponse<String> answer) {
        ContractCheck.check(new ContractCheck.Exchange(
                answer.request().method(),
                answer.uri(),
                answer.request()
                        .bodyPublisher()
                        .filter(body -> body.contentLength() > 0)
                        .map(SentText::of),
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").map(type -> type.split(";", 2)[0].strip()),
                answer.body()));
        return answer;
    }

    /** A request to a path. */
    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(api.get().resolve(path)).timeout(Duration.ofMinutes(1));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }
}
