package io.lineside.gateway.routes;

import io.lineside.gateway.notify.OrderWatch;
import org.apache.camel.builder.RouteBuilder;

/** From a commit to those who wait for it. */
final class UpdatesRoute extends RouteBuilder {
    /**
     * A hint is dropped when full: the ledger has it, and a waiter looks there when its time is over. Stopping waits for
     * one poll, so that is short.
     */
    static final String URI = "seda:updates?size=10000&discardWhenFull=true&pollTimeout=100";

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
