package io.lineside.gateway.routes;

import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.line.LineReport;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.gateway.store.FoldResult;
import org.apache.camel.builder.RouteBuilder;

/** From a line's report to durable progress. */
final class ProgressRoute extends RouteBuilder {
    private final ProgressKeeper keeper;
    private final DispatchOffice office;

    ProgressRoute(ProgressKeeper keeper, DispatchOffice office) {
        this.keeper = keeper;
        this.office = office;
    }

    @Override
    public void configure() {
        from("line:*")
                .routeId("progress")
                .routeDescription("Keeps what a line reports, acknowledges it, and lets the next job go")
                .errorHandler(noErrorHandler())
                .process(Verbs.later(LineReport.class, keeper::keep))
                .process(Verbs.act(FoldResult.class, office::kept));
    }
}
