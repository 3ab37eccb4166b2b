package io.lineside.gateway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One accepted order, followed by long-polling until it is final. Thread-safe. */
final class FollowedOrder {
    private static final Set<String> FINAL = Set.of("Completed", "PartiallyCompleted", "Cancelled", "Failed");
    private static final int OK = 200;

    private final String title;
    private final JsonNode ordered;
    private final URI uri;
    private final ApiClient client;
    private final CompletableFuture<JsonNode> ended = new CompletableFuture<>();
    private volatile JsonNode latest = MissingNode.getInstance();

    FollowedOrder(String title, JsonNode ordered, URI uri, ApiClient client) {
        this.title = title;
        this.ordered = ordered;
        this.uri = uri;
        this.client = client;
    }

    String title() {
        return title;
    }

    /** The order's body as it was sent. */
    JsonNode ordered() {
        return ordered;
    }

    URI uri() {
        return uri;
    }

    JsonNode latest() {
        return latest;
    }

    /** Completes with the final status. */
    CompletableFuture<JsonNode> follow() {
        poll("\"none\"");
        return ended;
    }

    private void poll(String etag) {
        var unused = client.next(uri, etag).whenComplete((response, failure) -> {
            if (failure != null) {
                // A platform whose gateway is away asks again, and so a gateway may be killed in the middle of the
                // demo.
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> poll(etag));
                return;
            }
            if (response.statusCode() == OK) {
                latest = ApiClient.json(response.body());
            }
            if (FINAL.contains(latest.path("state").asText())) {
                ended.complete(latest);
            } else {
                poll(response.headers().firstValue("ETag").orElse(etag));
            }
        });
    }
}
