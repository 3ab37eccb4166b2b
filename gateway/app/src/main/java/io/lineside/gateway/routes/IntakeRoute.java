package io.lineside.gateway.routes;

import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/** From a platform's words to a durable order. */
final class IntakeRoute extends RouteBuilder {
    static final String URI = "direct:intake?block=false";

    private final Intake intake;
    private final ExecutorService threads;

    IntakeRoute(Intake intake, ExecutorService threads) {
        this.intake = intake;
        this.threads = threads;
    }

    @Override
    public void configure() {
        from(URI)
                .routeId("intake")
                .routeDescription(
                        "Checks an order, has it planned, and makes it durable before the platform is answered")
                .errorHandler(noErrorHandler())
                .threads()
                .executorService(threads)
                .callerRunsWhenRejected(false)
                .process(Verbs.map(IntakeCall.class, intake::read))
                // The store answers on threads of its own, on which nothing long may run.
                .process(Verbs.later(Intake.Received.class, intake::locate, threads))
                .process(Verbs.map(Intake.Received.class, intake::check))
                .to(PlanRoute.URI)
                .process(Verbs.later(Intake.PlannedSubmission.class, intake::keep))
                .process(Verbs.later(Intake.Unfit.class, intake::recognise));
    }
}
