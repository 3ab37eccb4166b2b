package io.lineside.gateway.cli;

import io.lineside.gateway.line.LineRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lineside check}: every fault of a site, without running it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks every file of a site, compiles its expressions and runs its products' examples.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SITE", description = "Folder with site.yaml, lines/ and products/.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        SiteCheck check = SiteCheck.of(folder, LineRegistry.providers());
        if (check instanceof SiteCheck.Broken broken) {
            PrintWriter err = spec.commandLine().getErr();
            broken.faults().forEach(err::println);
            err.println(broken.faults().size() + " fault(s) in " + folder);
            return ExitCode.BAD_SITE;
        }
        var site = ((SiteCheck.Ready) check).site();
        out.println(folder + ": " + site.lines().size() + " line(s), "
                + site.products().size() + " product(s), no fault");
        return ExitCode.OK;
    }
}
