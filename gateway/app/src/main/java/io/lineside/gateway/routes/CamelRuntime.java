package io.lineside.gateway.routes;

import io.lineside.gateway.dispatch.DispatchOffice;
import io.lineside.gateway.http.RouteTraffic;
import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.Intake;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.line.LineCommand;
import io.lineside.gateway.line.LineComponent;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.notify.OrderWatch;
import io.lineside.gateway.progress.ProgressKeeper;
import io.lineside.model.work.LedgerEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.timer.TimerComponent;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the routes on Camel Main, and is the way into them for everything that knows no Camel. Bodies are our own records
 * and no header is ever set from outside. Thread-safe once started.
 */
public final class CamelRuntime implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CamelRuntime.class);
    private static final int SHUTDOWN_SECONDS = 30;

    private final Main main = new Main();
    private final ThreadPoolExecutor intakeThreads = IntakeThreads.start();
    private final Entrance intake;
    private final Entrance feasibility;
    private final Entrance dispatch;
    private final Entrance updates;
    private final DoorRoutes doors;

    /** Builds the routes over these parts; nothing runs yet. */
    public CamelRuntime(
            LineRegistry lines, Intake orders, DispatchOffice office, ProgressKeeper keeper, OrderWatch watch) {
        configure();
        main.bind("line", new LineComponent(lines));
        main.bind("file", new FileComponent());
        main.bind("timer", new TimerComponent());
        main.configure().addRoutesBuilder(new IntakeRoute(orders, intakeThreads));
        main.configure().addRoutesBuilder(new PlanRoute());
        main.configure().addRoutesBuilder(new FeasibilityRoute(orders, intakeThreads));
        main.configure().addRoutesBuilder(new DispatchRoute(office));
        main.configure().addRoutesBuilder(new ProgressRoute(keeper, office));
        main.configure().addRoutesBuilder(new UpdatesRoute(watch));
        main.init();
        main.getCamelContext().addRoutePolicyFactory(new Traffic());
        intake = new Entrance(main.getCamelContext(), IntakeRoute.URI);
        feasibility = new Entrance(main.getCamelContext(), FeasibilityRoute.URI);
        dispatch = new Entrance(main.getCamelContext(), DispatchRoute.URI);
        updates = new Entrance(main.getCamelContext(), UpdatesRoute.URI);
        doors = new DoorRoutes(main.getCamelContext());
    }

    /** Starts the routes; those without a live line start too. */
    public void start() {
        main.start();
        intake.open();
        feasibility.open();
        dispatch.open();
        updates.open();
    }

    /**
     * Sends an order through the intake route, which goes on at threads of its own; fails with a
     * {@link RejectedExecutionException} when too many orders wait for them.
     */
    public CompletionStage<IntakeResult> submit(IntakeCall call) {
        return intake.send(call).thenApply(exchange -> exchange.getMessage().getBody(IntakeResult.class));
    }

    /** Asks the feasibility route, which goes on at the threads of intake; fails like {@link #submit}. */
    public CompletionStage<FeasibilityResult> judge(IntakeCall call) {
        return feasibility.send(call).thenApply(exchange -> exchange.getMessage()
                .getBody(FeasibilityResult.class));
    }

    /** Sends a command through the dispatch route, on the caller's thread as far as the line. */
    public CompletionStage<Void> dispatch(LineCommand command) {
        return dispatch.send(command).thenApply(exchange -> null);
    }

    /** The routes of doors, which come and go with the site. */
    public DoorRoutes doors() {
        return doors;
    }

    /** What has passed through the routes so far. */
    public List<RouteTraffic.Passed> traffic() {
        return Traffic.of(main.getCamelContext());
    }

    /** Hands the events of a commit to the updates route, on the caller's thread. */
    public void committed(List<LedgerEvent> events) {
        updates.send(new CommittedEvents(events)).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOGGER.warn(
                        "who waits for an order was not told of a change, and sees it when the wait is over", failure);
            }
        });
    }

    @Override
    public void close() {
        doors.close();
        main.stop();
        intakeThreads.shutdown();
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
}
