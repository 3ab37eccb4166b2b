package io.lineside.gateway.routes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * An endpoint that something of ours feeds as long as its route runs, each thing an exchange of its own with nothing in its
 * headers. It is built by hand: no topic is ever read as a URI.
 */
final class FedEndpoint<T> extends DefaultEndpoint {
    private final Feeder<T> feeder;

    FedEndpoint(CamelContext context, String uri, Feeder<T> feeder) {
        super(uri, null);
        setCamelContext(context);
        this.feeder = feeder;
    }

    /**
     * What feeds it.
     *
     * @param open begins to feed the route, which completes with the body that it ends with
     * @param close feeds nothing more
     */
    record Feeder<T>(Consumer<Function<T, CompletionStage<Object>>> open, Runnable close) {}

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointUri() + ": things only come from there");
    }

    @Override
    public org.apache.camel.Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new FedConsumer<>(this, processor, feeder);
        configureConsumer(consumer);
        return consumer;
    }

    private static final class FedConsumer<T> extends DefaultConsumer {
        private final Feeder<T> feeder;

        FedConsumer(FedEndpoint<T> endpoint, Processor processor, Feeder<T> feeder) {
            super(endpoint, processor);
            this.feeder = feeder;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            feeder.open().accept(this::send);
        }

        @Override
        protected void doStop() throws Exception {
            feeder.close().run();
            super.doStop();
        }

        private CompletionStage<Object> send(T thing) {
            var done = new CompletableFuture<>();
            Exchange exchange = createExchange(false);
            exchange.getMessage().setBody(thing);
            getAsyncProcessor().process(exchange, doneSync -> {
                Exception failure = exchange.getException();
                Object body = exchange.getMessage().getBody();
                releaseExchange(exchange, false);
                if (failure == null) {
                    done.complete(body);
                } else {
                    done.completeExceptionally(failure);
                }
            });
            return done;
        }
    }
}
