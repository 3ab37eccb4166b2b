package io.lineside.gateway.routes;

import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.line.LineAnswer;
import org.apache.camel.builder.RouteBuilder;

/** From a durable intent to a settled outcome. */
final class DispatchRoute extends RouteBuilder {
    static final String URI = "direct:dispatch?block=false";

    private final DispatchOffice office;

    DispatchRoute(DispatchOffice office) {
        this.office = office;
    }

    @Override
    public void configure() {
        from(URI)
                .routeId("dispatch")
                .routeDescription("Hands a job order to its line and settles what became of it")
                .errorHandler(noErrorHandler())
                .to("line:*")
                .process(Verbs.later(LineAnswer.class, office::settle));
    }
}
