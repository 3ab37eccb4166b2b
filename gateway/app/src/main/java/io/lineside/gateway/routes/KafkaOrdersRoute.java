package io.lineside.gateway.routes;

import io.lineside.config.door.KafkaDoorConfig;
import io.lineside.gateway.door.KafkaDoor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/** From records of a topic to durable orders; the offset is committed behind what is durable or refused for good. */
final class KafkaOrdersRoute extends RouteBuilder {
    private static final String COMMIT = "lineside.commit";

    private final KafkaDoor door;

    KafkaOrdersRoute(KafkaDoor door) {
        this.door = door;
    }

    @Override
    public void configure() {
        KafkaDoorConfig config = door.config();
        KafkaDoorConfig.Orders orders = config.orders().orElseThrow();
        var links = new KafkaLinks(getContext(), config);
        RouteDefinition route = from(links.orders(orders))
                .routeId("door-" + config.name())
                .routeDescription("Takes orders from a Kafka topic and commits offsets behind those that are durable")
                .errorHandler(noErrorHandler())
                .routePolicy(new Opening(door))
                .process(KafkaOrdersRoute::arrive)
                .process(Verbs.later(KafkaDoor.Arrival.class, door::hand));
        orders.replies().ifPresent(topic -> route.to(links.out(topic)));
        route.process(KafkaOrdersRoute::commit);
    }

    /** Makes the record our own; what else came with it goes no further. */
    private static void arrive(Exchange exchange) {
        Message message = exchange.getMessage();
        String place = message.getHeader(KafkaConstants.TOPIC, String.class) + "/"
                + message.getHeader(KafkaConstants.PARTITION, Integer.class) + "/"
                + message.getHeader(KafkaConstants.OFFSET, Long.class);
        long time = Optional.ofNullable(message.getHeader(KafkaConstants.TIMESTAMP, Long.class))
                .orElse(0L);
        byte[] content = message.getBody() instanceof byte[] bytes ? bytes : new byte[0];
        Optional<String> key = text(message.getHeader(KafkaLinks.KEY));
        Optional<String> recordKey = text(message.getHeader(KafkaConstants.KEY));
        exchange.setProperty(COMMIT, message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        message.removeHeaders("*");
        recordKey.ifPresent(own -> message.setHeader(KafkaConstants.KEY, own));
        message.setBody(new KafkaDoor.Arrival(place + "@" + time, key, content));
    }

    private static Optional<String> text(@Nullable Object header) {
        return header instanceof byte[] bytes
                ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static void commit(Exchange exchange) {
        Objects.requireNonNull(exchange.getProperty(COMMIT, KafkaManualCommit.class), COMMIT)
                .commit();
    }

    /** A record that waits would hold up the end of its route. */
    private static final class Opening extends RoutePolicySupport {
        private final KafkaDoor door;

        Opening(KafkaDoor door) {
            this.door = door;
        }

        @Override
        public void onInit(Route route) {
            door.open();
        }

        @Override
        public void onStop(Route route) {
            door.close();
        }
    }
}
