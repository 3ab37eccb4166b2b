package io.lineside.gateway.routes;

import io.lineside.gateway.notify.OrderWatch;
import org.apache.camel.builder.RouteBuilder;

/** From a commit to those who wait for it. */
final class UpdatesRoute extends RouteBuilder {
    /** Before it runs, and when it has stopped, nobody waits. */
    static final String URI = "direct:updates?block=false&failIfNoConsumers=false";

    private final OrderWatch watch;

    UpdatesRoute(OrderWatch watch) {
        this.watch = watch;
    }

    @Override
    public void configure() {
        from(URI)
                .routeId("updates")
                .routeDescription("Wakes whoever waits for an order that a commit has changed")
                .errorHandler(noErrorHandler())
                .process(Verbs.act(CommittedEvents.class, committed -> watch.changed(committed.events())));
    }
}
