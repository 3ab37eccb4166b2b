package io.lineside.gateway.routes;

import io.lineside.gateway.intake.Intake;
import org.apache.camel.builder.RouteBuilder;

/** From a checked order to job orders. */
final class PlanRoute extends RouteBuilder {
    static final String URI = "direct:plan?block=false";

    @Override
    public void configure() {
        from(URI)
                .routeId("plan")
                .routeDescription("Turns a checked order into job orders on capable lines")
                .errorHandler(noErrorHandler())
                .process(Verbs.map(Intake.Checked.class, Intake.Checked::planned));
    }
}
