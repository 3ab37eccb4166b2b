package io.lineside.gateway.cli;

import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import io.lineside.gateway.store.StoreBackup;
import io.lineside.gateway.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside backup}: one file with everything the store has committed, while the gateway runs or not. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies the store of a site into a new file and checks the copy; the gateway may run.")
final class BackupCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SITE", description = "Folder with site.yaml, lines/ and products/.")
    private Path folder;

    @Parameters(index = "1", paramLabel = "FILE", description = "The backup; must not exist yet.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        SiteCheck check = SiteCheck.of(folder, LineRegistry.providers(), Clock.systemUTC());
        if (check instanceof SiteCheck.Broken broken) {
            broken.faults().forEach(err::println);
            return ExitCode.BAD_SITE;
        }
        var store = ((SiteCheck.Ready) check).site().store();
        if (store.postgresql().isPresent()) {
            err.println(
                    "lineside: " + store.place() + ": is backed up by PostgreSQL's own tools, pg_basebackup with its"
                            + " log or pg_dump, not by lineside; see Backup in OPERATIONS.md");
            return ExitCode.FAILED;
        }
        try {
            var made = StoreBackup.make(store.file(), file);
            out.println(made.file() + ": " + made.orders() + " order(s), " + made.openJobs()
                    + " job(s) not over, last written " + made.lastEvent() + "; the copy was read and is sound");
            return ExitCode.OK;
        } catch (StoreException e) {
            err.println("lineside: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
