package io.lineside.gateway.routes;

import io.lineside.gateway.door.TopicDoor;
import io.lineside.model.topic.TopicAnswer;
import io.lineside.model.topic.TopicMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A topic of orders as a Camel endpoint, built by hand: no topic is ever read as a URI. */
final class TopicEndpoint extends DefaultEndpoint {
    private final TopicDoor door;

    TopicEndpoint(CamelContext context, TopicDoor door) {
        super("topic:" + door.name(), null);
        setCamelContext(context);
        this.door = door;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointUri() + ": orders only come from a topic");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new TopicConsumer(this, processor, door);
        configureConsumer(consumer);
        return consumer;
    }

    /** Feeds messages into the route, each as one exchange with nothing of the message in its headers. */
    private static final class TopicConsumer extends DefaultConsumer {
        private final TopicDoor door;

        TopicConsumer(TopicEndpoint endpoint, Processor processor, TopicDoor door) {
            super(endpoint, processor);
            this.door = door;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            door.open(this::arrived);
        }

        @Override
        protected void doStop() throws Exception {
            door.close();
            super.doStop();
        }

        private CompletionStage<TopicAnswer> arrived(TopicMessage message) {
            var answered = new CompletableFuture<TopicAnswer>();
            Exchange exchange = createExchange(false);
            exchange.getMessage().setBody(message);
            getAsyncProcessor().process(exchange, doneSync -> {
                Exception failure = exchange.getException();
                Object answer = exchange.getMessage().getBody();
                releaseExchange(exchange, false);
                if (failure != null) {
                    answered.completeExceptionally(failure);
                } else {
                    answered.complete((TopicAnswer) answer);
                }
            });
            return answered;
        }
    }
}
