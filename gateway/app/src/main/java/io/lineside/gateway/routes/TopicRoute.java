package io.lineside.gateway.routes;

import io.lineside.gateway.door.TopicDoor;
import io.lineside.model.topic.TopicAnswer;
import io.lineside.model.topic.TopicMessage;
import org.apache.camel.builder.RouteBuilder;

/** From messages of a topic to durable orders; the broker may forget a message when the route is done with it. */
final class TopicRoute extends RouteBuilder {
    private final TopicDoor door;

    TopicRoute(TopicDoor door) {
        this.door = door;
    }

    @Override
    public void configure() {
        var messages = new FedEndpoint.Feeder<TopicMessage>(
                route -> door.open(message -> route.apply(message).thenApply(TopicAnswer.class::cast)), door::close);
        from(new FedEndpoint<>(getContext(), "topic:" + door.name(), messages))
                .routeId("door-" + door.name())
                .routeDescription("Takes orders from a topic, acknowledges those that are durable, and replies")
                .errorHandler(noErrorHandler())
                .process(Verbs.later(TopicMessage.class, door::hand));
    }
}
