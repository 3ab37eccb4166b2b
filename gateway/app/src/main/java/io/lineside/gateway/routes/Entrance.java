package io.lineside.gateway.routes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * The way into one route from outside Camel. The route's first steps run on the caller's thread: no pool is shared with
 * the other routes, so that no flood into one delays another. Thread-safe.
 */
final class Entrance {
    private final Endpoint endpoint;
    private final AsyncProducer producer;

    Entrance(CamelContext context, String uri) {
        endpoint = context.getEndpoint(uri);
        try {
            producer = endpoint.createAsyncProducer();
        } catch (Exception e) {
            throw new IllegalStateException(uri + ": can not be sent to", e);
        }
    }

    void open() {
        producer.start();
    }

    /** Sends the body in; completes with what the route made of it, or with its failure. */
    CompletionStage<Exchange> send(Object body) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(body);
        var sent = new CompletableFuture<Exchange>();
        producer.process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            if (failure == null) {
                sent.complete(exchange);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        return sent;
    }
}
