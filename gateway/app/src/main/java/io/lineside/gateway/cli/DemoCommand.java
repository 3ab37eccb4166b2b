package io.lineside.gateway.cli;

import io.lineside.gateway.demo.Demo;
import io.lineside.gateway.demo.DemoException;
import io.lineside.gateway.demo.DemoSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lineside demo}: plant, gateway and sample orders on this machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Runs a simulated plant and the gateway as processes of their own, sends sample orders, follows them"
                        + " until they are finished, and compares what was made with what was ordered.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--site", paramLabel = "DIR", required = true, description = "The demo site.")
    private Path site;

    @Option(names = "--simulator", paramLabel = "DIR", required = true, description = "Folder of the simulator's jars.")
    private Path simulator;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            required = true,
            description = "Folder for a copy of the site, its data and the logs; its site/ is emptied first.")
    private Path work;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many times faster than real the plant works; default ${DEFAULT-VALUE}.")
    private int timeScale;

    @Option(
            names = "--exit",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Stop when all orders have ended, instead of waiting for Ctrl-C.")
    private boolean exit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean terminal = Ansi.AUTO.enabled();
        var demo = new Demo(new DemoSettings(site, simulator, work, timeScale, terminal), out, System::nanoTime);
        try {
            return demo.run(exit ? () -> {} : () -> waitForEnd(out)) ? ExitCode.OK : ExitCode.FAILED;
        } catch (DemoException e) {
            spec.commandLine().getErr().println("lineside demo: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static void waitForEnd(PrintWriter out) {
        out.println("Gateway and plant stay up. Ctrl-C stops them.");
        out.flush();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
