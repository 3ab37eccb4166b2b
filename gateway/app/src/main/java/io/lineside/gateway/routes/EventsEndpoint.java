package io.lineside.gateway.routes;

import io.lineside.gateway.door.EventPump;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** The events of the ledger as a Camel endpoint, each an exchange of its own; the pump runs while the route does. */
final class EventsEndpoint extends DefaultEndpoint {
    private final EventPump pump;

    EventsEndpoint(CamelContext context, String door, EventPump pump) {
        super("events:" + door, null);
        setCamelContext(context);
        this.pump = pump;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointUri() + ": events only come from the ledger");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new EventsConsumer(this, processor, pump);
        configureConsumer(consumer);
        return consumer;
    }

    private static final class EventsConsumer extends DefaultConsumer {
        private final EventPump pump;

        EventsConsumer(EventsEndpoint endpoint, Processor processor, EventPump pump) {
            super(endpoint, processor);
            this.pump = pump;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            pump.start(this::send);
        }

        @Override
        protected void doStop() throws Exception {
            pump.stop();
            super.doStop();
        }

        private CompletionStage<?> send(EventPump.Event event) {
            var sent = new CompletableFuture<Void>();
            Exchange exchange = createExchange(false);
            exchange.getMessage().setBody(event);
            getAsyncProcessor().process(exchange, doneSync -> {
                Exception failure = exchange.getException();
                releaseExchange(exchange, false);
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
            return sent;
        }
    }
}
