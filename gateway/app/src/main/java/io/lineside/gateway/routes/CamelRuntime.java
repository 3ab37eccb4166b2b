package io.lineside.gateway.routes;

import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.line.LineComponent;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.plan.Planner;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.model.work.LedgerEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * Runs the routes on Camel Main, and is the way into them for everything that knows no Camel. Bodies are our own records
 * and no header is ever set from outside. Thread-safe once started.
 */
public final class CamelRuntime implements AutoCloseable {
    private static final int SHUTDOWN_SECONDS = 30;

    private final Main main = new Main();
    private final ProducerTemplate template;

    /** Builds the routes over these parts; nothing runs yet. */
    public CamelRuntime(
            LineRegistry lines,
            Intake intake,
            Planner planner,
            DispatchOffice office,
            ProgressKeeper keeper,
            OrderWatch watch) {
        configure();
        main.bind("line", new LineComponent(lines));
        main.configure().addRoutesBuilder(new IntakeRoute(intake));
        main.configure().addRoutesBuilder(new PlanRoute(planner));
        main.configure().addRoutesBuilder(new DispatchRoute(office));
        main.configure().addRoutesBuilder(new ProgressRoute(keeper, office));
        main.configure().addRoutesBuilder(new UpdatesRoute(watch));
        main.init();
        template = main.getCamelContext().createProducerTemplate();
    }

    /** Starts the routes; those without a live line start too. */
    public void start() {
        main.start();
        template.start();
    }

    /** Sends an order through the intake route. */
    public CompletionStage<IntakeResult> submit(IntakeCall call) {
        return send(IntakeRoute.URI, call)
                .thenApply(exchange -> exchange.getMessage().getBody(IntakeResult.class));
    }

    /** Sends a command through the dispatch route. */
    public CompletionStage<Void> dispatch(LineCommand command) {
        return send(DispatchRoute.URI, command).thenApply(exchange -> null);
    }

    /** Hands the events of a commit to the updates route. */
    public void committed(List<LedgerEvent> events) {
        var unused = template.asyncSend(
                UpdatesRoute.URI, exchange -> exchange.getMessage().setBody(new CommittedEvents(events)));
    }

    @Override
    public void close() {
        template.stop();
        main.stop();
    }

    private void configure() {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withStreamCachingEnabled(false)
                .withMessageHistory(false)
                .withName("lineside");
        main.configure().setAutowiredEnabled(false);
        main.addInitialProperty("camel.routecontroller.enabled", "true");
        main.addInitialProperty("camel.main.startupSummaryLevel", "Off");
    }

    private CompletionStage<Exchange> send(String uri, Object body) {
        CompletableFuture<Exchange> sent =
                template.asyncSend(uri, exchange -> exchange.getMessage().setBody(body));
        return sent.thenCompose(exchange -> exchange.getException() == null
                ? CompletableFuture.completedFuture(exchange)
                : CompletableFuture.failedFuture(exchange.getException()));
    }
}
