package io.lineside.gateway.cli;

import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.site.SiteCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--order",
            paramLabel = "FILE",
            description =
                    "Also say what would become of the order in this JSON file; exit code 1 if it can not be made.")
    private @Nullable Path order;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        SiteCheck check = SiteCheck.of(folder, LineRegistry.providers(), Clock.systemUTC());
        if (check instanceof SiteCheck.Broken broken) {
            PrintWriter err = spec.commandLine().getErr();
            broken.faults().forEach(err::println);
            err.println(broken.faults().size() + " fault(s) in " + folder);
            return ExitCode.BAD_SITE;
        }
        var ready = (SiteCheck.Ready) check;
        var site = ready.site();
        int examples = site.products().stream()
                .mapToInt(product -> product.examples().size())
                .sum();
        out.println(folder + ": " + site.lines().size() + " line(s), "
                + site.products().size() + " product(s), " + examples + " example(s), no fault");
        out.println("store: " + site.store().place()
                + (site.store().postgresql().isPresent() ? ", which the gateway checks when it starts" : ""));
        return order == null ? ExitCode.OK : plan(ready, order);
    }

    private int plan(SiteCheck.Ready ready, Path file) {
        try {
            boolean made =
                    new OrderPlan(ready, spec.commandLine().getOut()).print(file.toString(), Files.readString(file));
            return made ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("--order: must be a readable text file, was " + file + " ("
                            + e.getClass().getSimpleName() + ")");
            return ExitCode.USAGE;
        }
    }
}
