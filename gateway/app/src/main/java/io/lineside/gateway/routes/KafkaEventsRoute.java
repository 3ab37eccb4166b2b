package io.lineside.gateway.routes;

import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.gateway.door.EventPump;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;

/** From events of the ledger to records of a topic, keyed by their orders, so that those of an order stay in order. */
final class KafkaEventsRoute extends RouteBuilder {
    private final KafkaDoorConfig door;
    private final EventPump pump;

    KafkaEventsRoute(KafkaDoorConfig door, EventPump pump) {
        this.door = door;
        this.pump = pump;
    }

    @Override
    public void configure() {
        String topic = door.events().orElseThrow().topic();
        var events = new FedEndpoint.Feeder<EventPump.Event>(route -> pump.start(route::apply), pump::stop);
        from(new FedEndpoint<>(getContext(), "events:" + door.name(), events))
                .routeId("door-" + door.name() + ".events")
                .routeDescription("Tells a Kafka topic what happened to orders, in the order of the ledger")
                .errorHandler(noErrorHandler())
                .process(KafkaEventsRoute::address)
                .to(new KafkaLinks(getContext(), door).out(topic));
    }

    private static void address(Exchange exchange) {
        var event = Objects.requireNonNull(exchange.getMessage().getBody(EventPump.Event.class));
        exchange.getMessage().setHeader(KafkaConstants.KEY, event.order());
        exchange.getMessage().setBody(event.text().getBytes(StandardCharsets.UTF_8));
    }
}
