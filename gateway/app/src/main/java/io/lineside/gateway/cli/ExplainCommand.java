package io.lineside.gateway.cli;

import io.lineside.config.Site;
import io.lineside.gateway.SiteStore;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.Store;
import io.lineside.gateway.store.StoreException;
import io.lineside.model.WorkRequestId;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside explain}: the story of an order, from the running gateway, or from the store of one that is stopped. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tells what happened to an order, what it waits for, and what a person can do.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private GatewayChoice gateway = new GatewayChoice();

    @Parameters(paramLabel = "ORDER", description = "Id of the order.")
    private String order = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<ManagementCall> management = gateway.management(err);
        if (management.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        try {
            return fromGateway(management.get());
        } catch (ManagementCall.NotRunningException stopped) {
            return gateway.site(err).map(this::fromStore).orElseGet(() -> failed(stopped));
        } catch (IOException | IllegalArgumentException e) {
            return failed(e);
        }
    }

    private int fromGateway(ManagementCall management) throws IOException {
        var answer = management.get("/orders/" + order + "/explain");
        if (answer.isGood()) {
            spec.commandLine().getOut().print(answer.body());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        spec.commandLine().getErr().println(answer.body());
        return ExitCode.FAILED;
    }

    private int fromStore(Site site) {
        try (var store = Store.openToRead(SiteStore.settings(site), new OrderRules())) {
            Optional<String> story = new Storyteller(store, Clock.systemUTC())
                    .tell(new WorkRequestId(order))
                    .toCompletableFuture()
                    .join();
            if (story.isEmpty()) {
                spec.commandLine().getErr().println("lineside: there is no order '" + order + "'");
                return ExitCode.FAILED;
            }
            spec.commandLine().getOut().print(story.get());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        } catch (StoreException e) {
            spec.commandLine().getErr().println("lineside: " + e.getMessage());
            return ExitCode.CANNOT_START;
        } catch (IllegalArgumentException e) {
            return failed(e);
        }
    }

    private int failed(Exception e) {
        spec.commandLine().getErr().println("lineside: " + e.getMessage());
        return ExitCode.FAILED;
    }
}
