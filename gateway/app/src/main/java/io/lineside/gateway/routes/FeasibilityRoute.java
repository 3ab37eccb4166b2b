package io.lineside.gateway.routes;

import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/** From a platform's question to a verdict, of which nothing is kept. */
final class FeasibilityRoute extends RouteBuilder {
    static final String URI = "direct:feasibility?block=false";

    private final Intake intake;
    private final ExecutorService threads;

    FeasibilityRoute(Intake intake, ExecutorService threads) {
        this.intake = intake;
        this.threads = threads;
    }

    @Override
    public void configure() {
        from(URI)
                .routeId("feasibility")
                .routeDescription("Says whether an order could be made, why not, and what could be instead")
                .errorHandler(noErrorHandler())
                .threads()
                .executorService(threads)
                .callerRunsWhenRejected(false)
                // The store answers on threads of its own, on which nothing long may run.
                .process(Verbs.later(IntakeCall.class, intake::question, threads))
                .process(Verbs.map(Intake.Question.class, intake::judge));
    }
}
