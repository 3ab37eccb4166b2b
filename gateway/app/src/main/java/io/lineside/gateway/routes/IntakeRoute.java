package io.lineside.gateway.routes;

import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import org.apache.camel.builder.RouteBuilder;

/** From a platform's words to a durable order. */
final class IntakeRoute extends RouteBuilder {
    static final String URI = "direct:intake";

    private final Intake intake;

    IntakeRoute(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void configure() {
        from(URI)
                .routeId("intake")
                .routeDescription(
                        "Checks an order, has it planned, and makes it durable before the platform is answered")
                .errorHandler(noErrorHandler())
                .process(Verbs.map(IntakeCall.class, intake::read))
                .to(PlanRoute.URI)
                .process(Verbs.later(Intake.PlannedSubmission.class, intake::keep));
    }
}
