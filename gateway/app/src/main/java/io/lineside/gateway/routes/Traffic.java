package io.lineside.gateway.routes;

import io.lineside.gateway.http.RouteTraffic;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Counts what passes through each route. Thread-safe. */
final class Traffic implements RoutePolicyFactory {
    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return new Counted();
    }

    /** What has passed through the routes of a context so far, in the order in which they were added. */
    static List<RouteTraffic.Passed> of(CamelContext context) {
        return context.getRoutes().stream().map(Traffic::passed).toList();
    }

    private static RouteTraffic.Passed passed(Route route) {
        Counted counted = route.getRoutePolicyList().stream()
                .filter(Counted.class::isInstance)
                .map(Counted.class::cast)
                .findFirst()
                .orElseGet(Counted::new);
        long done = counted.completed.sum() + counted.failed.sum();
        return new RouteTraffic.Passed(
                route.getRouteId(),
                String.valueOf(route.getDescription()),
                route.getEndpoint().getEndpointBaseUri(),
                counted.completed.sum(),
                counted.failed.sum(),
                Math.max(0, counted.begun.sum() - done));
    }

    private static final class Counted extends RoutePolicySupport {
        private final LongAdder begun = new LongAdder();
        private final LongAdder completed = new LongAdder();
        private final LongAdder failed = new LongAdder();

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            begun.increment();
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            (exchange.isFailed() ? failed : completed).increment();
        }
    }
}
