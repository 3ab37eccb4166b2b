package io.lineside.gateway.cli;

import io.lineside.gateway.Gateway;
import io.lineside.gateway.http.PortTakenException;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.log.Logging;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.StoreException;
import io.lineside.model.line.LineConnectorProvider;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside run}: the gateway of a site until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the gateway of a site until Ctrl-C or SIGTERM.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunCommand.class);

    @Parameters(paramLabel = "SITE", description = "Folder with site.yaml, lines/ and products/.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<String> unknown = Logging.fault();
        if (unknown.isPresent()) {
            complain(unknown.get(), err);
            return ExitCode.USAGE;
        }
        List<LineConnectorProvider> providers = LineRegistry.providers();
        SiteCheck check = SiteCheck.of(folder, providers, Clock.systemUTC());
        if (check instanceof SiteCheck.Broken broken) {
            broken.faults().forEach(fault -> complain(fault.toString(), err));
            return ExitCode.BAD_SITE;
        }
        var ready = (SiteCheck.Ready) check;
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (Gateway gateway = Gateway.start(ready, providers, Clock.systemUTC())) {
            gateway.broken().thenAccept(reason -> haltAtOnce(reason, err));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "lineside-stop"));
            out.println("lineside: ready, orders at "
                    + (ready.site().http().certFile().isPresent() ? "https://" : "http://")
                    + ready.site().http().host() + ":" + gateway.port()
                    + "/v1/orders, health at http://"
                    + ready.site().management().host() + ":"
                    + gateway.managementPort() + "/health");
            out.flush();
            stop.await();
        } catch (StoreException | PortTakenException | UncheckedIOException e) {
            complain("lineside: " + e.getMessage(), err);
            return ExitCode.CANNOT_START;
        }
        stopped.countDown();
        return ExitCode.OK;
    }

    // No orderly stop: closing files would have the disk asked to sync again, and promises given on the way could be
    // empty.
    private static void haltAtOnce(String reason, PrintWriter err) {
        complain("lineside: " + reason, err);
        err.flush();
        Runtime.getRuntime().halt(ExitCode.DISK_FAILED);
    }

    /** Says why nothing runs, where everything else of the log goes too. */
    private static void complain(String text, PrintWriter err) {
        if (Logging.isJson()) {
            LOGGER.error("{}", text);
        } else {
            err.println(text);
        }
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
