package io.lineside.gateway.cli;

import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.StoreException;
import io.lineside.gateway.store.StoreRestore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside restore}: puts a backup in the place of a store that is damaged or lost. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a backup in the place of a site's store, which is kept beside it. The gateway must not run.",
            "Jobs that the backup knows as not over are held until their line or a person says what became of them."
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SITE", description = "Folder with site.yaml, lines/ and products/.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "FILE", description = "The backup.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        SiteCheck check = SiteCheck.of(folder, LineRegistry.providers(), Clock.systemUTC());
        if (check instanceof SiteCheck.Broken broken) {
            broken.faults().forEach(err::println);
            return ExitCode.BAD_SITE;
        }
        try {
            report(StoreRestore.restore(
                    file, ((SiteCheck.Ready) check).site().store().file(), Clock.systemUTC()));
            return ExitCode.OK;
        } catch (StoreException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private void report(StoreRestore.Done done) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("restored " + done.orders() + " order(s); what happened after " + done.lastEvent()
                + " is not in the store any more");
        done.replaced().ifPresent(replaced -> out.println("the store as it was is kept: " + replaced));
        out.println(
                done.markedJobs() + " job(s) were not over: each is sent only once its line or a person has said that"
                        + " it was not made meanwhile");
        done.missing().ifPresent(missing -> report(out, missing));
        if (done.missing().isEmpty()) {
            out.println("which orders were accepted after the backup can not be told: compare with the platforms");
        }
    }

    private static void report(PrintWriter out, StoreRestore.Missing missing) {
        out.println(missing.orders() + " order(s) were accepted after the backup and are unknown now"
                + (missing.orders() == 0
                        ? ""
                        : "; tell their platforms, and look at the lines before they are sent again:"));
        missing.first().forEach(order -> out.println("  " + order));
        if (missing.orders() > missing.first().size()) {
            out.println("  and " + (missing.orders() - missing.first().size()) + " more");
        }
    }
}
