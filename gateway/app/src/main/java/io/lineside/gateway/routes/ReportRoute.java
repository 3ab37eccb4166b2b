package io.lineside.gateway.routes;

import io.lineside.gateway.door.report.ReportDoor;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.builder.RouteBuilder;

/** From orders that have ended to files. */
final class ReportRoute extends RouteBuilder {
    private final ReportDoor door;
    private final Executor threads;

    ReportRoute(ReportDoor door, Executor threads) {
        this.door = door;
        this.threads = threads;
    }

    @Override
    public void configure() {
        String name = "door-" + door.config().name();
        from("timer:" + name + "?delay=0&period=" + door.config().every().toMillis())
                .routeId(name)
                .routeDescription("Writes a report of each order that has ended into a folder")
                .errorHandler(noErrorHandler())
                .setBody(exchange -> door)
                // The store answers on threads of its own, on which nothing long may run.
                .process(Verbs.later(ReportDoor.class, ReportDoor::next, threads))
                .process(Verbs.act(Optional.class, this::write));
    }

    private void write(Optional<?> round) {
        round.map(ReportDoor.Round.class::cast).ifPresent(door::write);
    }
}
