package io.lineside.gateway.cli;

import io.lineside.gateway.SiteStore;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.StoreException;
import io.lineside.gateway.store.StoreRestore;
import io.lineside.gateway.store.StoreSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "A PostgreSQL database is put back by its own tools; this then marks what is in it.",
            "Jobs that the backup knows as not over are held until their line or a person says what became of them."
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SITE", description = "Folder with site.yaml, lines/ and products/.")
    private Path folder;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The backup; none for a PostgreSQL store, whose own tools have put it back before.")
    private @Nullable Path file;

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
        StoreSettings store = SiteStore.settings(((SiteCheck.Ready) check).site());
        try {
            return restore(store, err);
        } catch (StoreException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private int restore(StoreSettings store, PrintWriter err) {
        var database = store.postgresql();
        if (database.isPresent() && file == null) {
            int marked = StoreRestore.mark(database.get(), Clock.systemUTC());
            spec.commandLine().getOut().println(wereNotOver(marked));
            return ExitCode.OK;
        }
        if (database.isEmpty() && file != null) {
            report(StoreRestore.restore(file, store.file(), Clock.systemUTC()));
            return ExitCode.OK;
        }
        err.println(
                database.isPresent()
                        ? "FILE: must be absent for " + database.get() + ", was " + file + "; put the backup back with"
                                + " PostgreSQL's own tools, then run this without it"
                        : "FILE: is required for a store in a file, was absent");
        return ExitCode.USAGE;
    }

    private static String wereNotOver(int jobs) {
        return jobs + " job(s) were not over: each is sent only once its line or a person has said that it was not made"
                + " meanwhile";
    }

    private void report(StoreRestore.Done done) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("restored " + done.orders() + " order(s); what happened after " + done.lastEvent()
                + " is not in the store any more");
        done.replaced().ifPresent(replaced -> out.println("the store as it was is kept: " + replaced));
        out.println(wereNotOver(done.markedJobs()));
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
